import type { OperationModel, ResponseModel } from "../model/api-model.js";
import { leadingContent } from "./content-type.js";
import { responseRoles } from "./response-roles.js";

/**
 * The documented errors that a call recognises and whose bodies it types.
 * A call that accepts nothing but JSON takes other bodies for a stranger's, such as a proxy's page, so errors in
 * other formats are left out of it.
 */
export function documentedErrors(operation: OperationModel): readonly ResponseModel[] {
  const { success, errors } = responseRoles(operation);
  const formats = success.flatMap(({ content }) => leadingContent(content).map(({ kind }) => kind));
  const jsonOnly = formats.length > 0 && formats.every((kind) => kind === "json");
  return jsonOnly ? errors.filter(({ content }) => isJsonOrEmpty(content)) : errors;
}

function isJsonOrEmpty(content: ResponseModel["content"]): boolean {
  return leadingContent(content).every(({ kind }) => kind === "json");
}
