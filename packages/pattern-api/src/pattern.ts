import { definePattern } from "@agentflow/core";
import { apiInput } from "./api-input.js";
import { readRelatedDocuments } from "./document/read-related-documents.js";
import { readApiModel } from "./model/read-api-model.js";
import { subtasks } from "./subtasks.js";

/** A REST API, from its OpenAPI document, whatever version and form. */
export const apiPattern = definePattern({
  id: "api",
  input: apiInput,
  async inspect(input, context) {
    const document = await context.document(input.document);
    const related = await readRelatedDocuments(document, context, input.allowHost);
    return readApiModel({ ...input, document, related }, (diagnostic) => {
      context.report(diagnostic);
    });
  },
  decompose: subtasks,
});
