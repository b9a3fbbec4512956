import type { Json } from "@agentflow/core";
import { isJsonArray, type JsonObject } from "../document/json-object.js";
import { placeInside, type SchemaPlace } from "./schema-place.js";
import type { TypeNode } from "./type-node.js";

/** Makes the type of a schema; a parameter, because schemas and arrays hold each other. */
export type MakeType = (schema: Json | undefined, place: SchemaPlace) => TypeNode;

/** `T[]`, or a tuple when the first items have schemas of their own (JSON Schema 2020-12 §10.3.1, and `items: […]` before it). */
export function arrayType(schema: JsonObject, place: SchemaPlace, makeType: MakeType): TypeNode {
  const inside = placeInside(place);
  const items = schema["items"];
  const first = isJsonArray(items) ? items : schema["prefixItems"];
  if (!isJsonArray(first)) return { kind: "array", item: makeType(items, inside) };
  const others =
    (isJsonArray(items) ? schema["additionalItems"] : items) ?? schema["unevaluatedItems"];
  const { minItems: least, maxItems: most } = schema;
  const elements = typeof most === "number" ? first.slice(0, Math.max(most, 0)) : first;
  const full = typeof most === "number" && most <= first.length;
  return {
    kind: "tuple",
    elements: elements.map((item) => makeType(item, inside)),
    // An array may be shorter than its list of schemas, unless the document says otherwise.
    required: typeof least === "number" ? least : 0,
    rest: others === false || full ? null : makeType(others, inside),
  };
}
