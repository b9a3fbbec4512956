import { isAgentFlowError, renderFile } from "@agentflow/core";
import type { ApiModel } from "../../src/model/api-model.js";
import { withLinkPaging } from "../../src/paging/link-paging.js";
import { readApiModel } from "../../src/model/read-api-model.js";
import { subtasks } from "../../src/subtasks.js";

/** A file as it would be written. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  /** Not shipped verbatim by the pattern: something of the document may stand in it. */
  readonly own: boolean;
}

/** The model of a document, or the code it is refused with. Anything that has no code is thrown on. */
function modelOf(text: string): ApiModel | string {
  const document = { source: "hostile.json", text, digest: "sha256-0" };
  try {
    return withLinkPaging(
      readApiModel({ name: "Hostile", document, validate: "zod" }, () => {}),
      ["page"],
    );
  } catch (error) {
    if (isAgentFlowError(error)) return error.code;
    throw error;
  }
}

/** Every file of the package that a document makes, or the code it is refused with. */
export function generate(text: string): readonly GeneratedFile[] | string {
  const model = modelOf(text);
  if (typeof model === "string") return model;
  return subtasks(model)
    .flatMap((subtask) => subtask.plan())
    .map((file) => ({ path: file.path, text: renderFile(file), own: file.kind !== "copy" }));
}
