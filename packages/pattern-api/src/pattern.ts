import { definePattern } from "@agentflow/core";
import { apiInput } from "./api-input.js";
import { readApiModel } from "./model/read-api-model.js";
import { subtasks } from "./subtasks.js";

/** A REST API, from its OpenAPI document, whatever version and form. */
export const apiPattern = definePattern({
  id: "api",
  input: apiInput,
  inspect: async (input, context) =>
    readApiModel({ ...input, document: await context.document(input.document) }, (diagnostic) =>
      context.report(diagnostic),
    ),
  decompose: subtasks,
});
