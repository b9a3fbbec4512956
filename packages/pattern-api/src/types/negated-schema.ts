import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";

/** True when `not` excludes every value: `not: {}` is how JSON Schema writes "nothing". */
export function excludesAll({ not }: JsonObject): boolean {
  return not === true || (isJsonObject(not) && Object.keys(not).length === 0);
}

/** Types that `not` excludes by name. */
export function excludedTypes({ not }: JsonObject): readonly Json[] {
  if (!isJsonObject(not) || not["type"] === undefined || Object.keys(not).length > 1) return [];
  return isJsonArray(not["type"]) ? not["type"] : [not["type"]];
}

/** Members that `not` forbids: `not: { required: [a] }`, or `anyOf` such. */
export function forbiddenMembers({ not }: JsonObject): readonly string[] {
  if (!isJsonObject(not)) return [];
  const { anyOf, required, ...others } = not;
  if (Object.keys(others).some((keyword) => keyword !== "type")) return [];
  const lists = isJsonArray(anyOf) ? anyOf.map(requiredOnly) : [required ?? null];
  if (isJsonArray(anyOf) && required !== undefined) return [];
  return lists.flatMap((list) => {
    // Two that must not be there together may each be there alone.
    const [only, ...further] = isJsonArray(list) ? list : [];
    return typeof only === "string" && further.length === 0 ? [only] : [];
  });
}

function requiredOnly(schema: Json): Json {
  return isJsonObject(schema) && Object.keys(schema).length === 1
    ? (schema["required"] ?? null)
    : null;
}
