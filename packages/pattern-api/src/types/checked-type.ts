import type { Json } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import type { CheckedNode, TypeNode } from "./type-node.js";

/** What a schema may say of values of each JSON type beyond the type itself. */
const limits: ReadonlyMap<Json | undefined, readonly string[]> = new Map<
  Json | undefined,
  readonly string[]
>([
  ["string", ["minLength", "maxLength", "pattern", "format"]],
  ["integer", ["type"]],
  [
    "number",
    ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "format"],
  ],
  ["array", ["minItems", "maxItems", "uniqueItems"]],
  ["object", ["minProperties", "maxProperties"]],
]);

/** The type with what the schema says of its values, where that is more than the type says. */
export function checkedType(type: TypeNode, schema: JsonObject, name?: Json): TypeNode {
  const of = name ?? schema["type"];
  const keywords = limits.get(of) ?? [];
  if (typeof of !== "string" || !keywords.some((keyword) => keyword in schema)) return type;
  const node: CheckedNode = { kind: "checked", type, schema, of };
  return node;
}
