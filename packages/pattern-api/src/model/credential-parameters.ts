import type { AuthDescription } from "@agentflow/core/runtime";
import type { GroupModel, ParameterModel } from "./api-model.js";

/**
 * Groups without the parameters that are a credential of the service. Some documents declare an API key as both; the
 * client sends it with every call, so a call does not ask for it again.
 */
export function withoutCredentialParameters(
  groups: readonly GroupModel[],
  auth: readonly AuthDescription[],
): readonly GroupModel[] {
  const isCredential = (parameter: ParameterModel): boolean =>
    auth.some((each) => each.type === "apiKey" && isSame(each, parameter));
  return groups.map((group) => ({
    ...group,
    operations: group.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.filter((parameter) => !isCredential(parameter)),
    })),
  }));
}

function isSame(
  key: { readonly in: string; readonly name: string },
  parameter: ParameterModel,
): boolean {
  if (key.in !== parameter.in) return false;
  // Names of header fields are case-insensitive (RFC 9110 §5.1).
  const fold = (name: string): string => (key.in === "header" ? name.toLowerCase() : name);
  return fold(key.name) === fold(parameter.wireName);
}
