import type { AuthDescription, AuthScheme } from "@agentflow/core/runtime";
import type { GroupModel, ParameterModel } from "../model/api-model.js";

/**
 * Groups without the parameters that are a credential of their operation. Some documents declare an API key as both;
 * the client sends it with every call, so a call does not ask for it again.
 * @param service how the calls of operations without a way of their own prove who they come from
 */
export function withoutCredentialParameters(
  groups: readonly GroupModel[],
  service: AuthDescription,
): readonly GroupModel[] {
  return groups.map((group) => ({
    ...group,
    operations: group.operations.map((operation) => {
      const schemes = (operation.auth ?? service).flat();
      return {
        ...operation,
        parameters: operation.parameters.filter(
          (parameter) => !schemes.some((scheme) => isSame(scheme, parameter)),
        ),
      };
    }),
  }));
}

function isSame(scheme: AuthScheme, parameter: ParameterModel): boolean {
  if (scheme.type !== "apiKey" || scheme.in !== parameter.in) return false;
  // Names of header fields are case-insensitive (RFC 9110 §5.1).
  const fold = (name: string): string => (scheme.in === "header" ? name.toLowerCase() : name);
  return fold(scheme.name) === fold(parameter.wireName);
}
