import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { schemaShape } from "../document/schema-keywords.js";

/** What a schema and those inside it refer to, and whether one of them is of a kind. */
export function referencesOf(
  start: Json,
  isKind: (schema: JsonObject) => boolean,
): { readonly references: ReadonlySet<string>; readonly some: boolean } {
  const references = new Set<string>();
  let some = false;
  const waiting: Json[] = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isJsonObject(next)) continue;
    if (typeof next["$ref"] === "string") references.add(next["$ref"]);
    some ||= isKind(next);
    waiting.push(...subschemas(next));
  }
  return { references, some };
}

function subschemas(schema: JsonObject): readonly Json[] {
  return Object.keys(schema).flatMap((keyword) => {
    const value = schema[keyword];
    const shape = schemaShape(keyword, value);
    if (shape === "map" && isJsonObject(value)) return Object.values(value);
    if (shape === "list" && isJsonArray(value)) return value;
    return shape === "one" && value !== undefined ? [value] : [];
  });
}
