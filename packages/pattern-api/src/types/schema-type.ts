import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";
import { arrayType } from "./array-type.js";
import { literalType } from "./literal-type.js";
import { objectType } from "./object-type.js";
import type { SchemaPlace } from "./schema-place.js";
import { anyObject, intersection, type TypeNode, union } from "./type-node.js";

/** The type of the values that a schema allows. `true`, `{}` and whatever is no schema: `unknown`. */
export function schemaType(schema: Json | undefined, place: SchemaPlace): TypeNode {
  if (schema === false) return "never";
  if (!isJsonObject(schema) || place.depth > depthLimit) return "unknown";
  return allowsNull(schema)
    ? union([typeWithoutNull(schema, place), "null"])
    : typeWithoutNull(schema, place);
}

function typeWithoutNull(schema: JsonObject, place: SchemaPlace): TypeNode {
  const combines = combiningKeywords.some((keyword) => keyword in schema);
  // Most schemas are a bare `type: string`, and need no place for what is inside.
  const primitive = primitives.get(schema["type"]);
  if (primitive !== undefined && !combines && !("enum" in schema) && !("const" in schema))
    return primitive;
  const inner: SchemaPlace = {
    scope: place.scope,
    depth: place.depth + 1,
    enclosing: { schema, outer: place.enclosing },
  };
  const own = ownType(schema, inner);
  return combines ? combinedType(schema, own, inner) : own;
}

const combiningKeywords = ["$ref", "allOf", "oneOf", "anyOf"];

const primitives = new Map<Json | undefined, string>([
  ["string", "string"],
  // A file inside JSON can only be text.
  ["file", "string"],
  ["integer", "number"],
  ["number", "number"],
  ["boolean", "boolean"],
]);

/** A schema's own type together with what it refers to and combines. */
function combinedType(schema: JsonObject, own: TypeNode, place: SchemaPlace): TypeNode {
  // A bare `type: object` beside `oneOf` says nothing that the variants do not say.
  const bare = isBare(own);
  const parts: TypeNode[] = [];
  const reference = schema["$ref"];
  if (typeof reference === "string") parts.push(place.scope.name(reference) ?? "unknown");
  for (const part of schemas(schema["allOf"])) parts.push(schemaType(part, place));
  if (!bare) parts.push(own);
  for (const variants of [schemas(schema["oneOf"]), schemas(schema["anyOf"])]) {
    if (variants.length === 0) continue;
    const types = variants.map((variant) => schemaType(variant, place));
    parts.push(union(bare ? types.map((type) => (type === "unknown" ? own : type)) : types));
  }
  const combined = intersection(parts);
  return combined === "unknown" ? own : combined;
}

function isBare(type: TypeNode): boolean {
  if (typeof type === "string") return bareTypes.has(type);
  return type === anyObject || (type.kind === "union" && type.members.every(isBare));
}

const bareTypes = new Set(["unknown", "string", "number", "boolean"]);

/** `nullable` of 3.0 and `null` among the types of 3.1. */
function allowsNull(schema: JsonObject): boolean {
  const type = schema["type"];
  return (
    schema["nullable"] === true || type === "null" || (isJsonArray(type) && type.includes("null"))
  );
}

function schemas(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

/** What a schema says without its references and combinations. */
function ownType(schema: JsonObject, place: SchemaPlace): TypeNode {
  const constant = schema["const"];
  if (constant !== undefined) return literalType(constant);
  const values = schemas(schema["enum"]);
  if (values.length > 0) return union(values.map((value) => literalType(value)));
  return union(declaredTypes(schema).map((type) => namedType(type, schema, place)));
}

/** The names in `type`, or what the other keywords speak of when there is none. */
function declaredTypes(schema: JsonObject): readonly Json[] {
  const type = schema["type"];
  if (isJsonArray(type) && type.length > 0) return type;
  if (typeof type === "string") return [type];
  if (objectKeywords.some((keyword) => Object.hasOwn(schema, keyword))) return ["object"];
  if (Object.hasOwn(schema, "items") || Object.hasOwn(schema, "prefixItems")) return ["array"];
  return ["any"];
}

const objectKeywords = ["properties", "additionalProperties", "patternProperties", "required"];

function namedType(type: Json, schema: JsonObject, place: SchemaPlace): TypeNode {
  if (type === "object") return objectType(schema, place, schemaType);
  if (type === "array") return arrayType(schema, place, schemaType);
  // Null is left to `allowsNull`.
  return type === "null" ? "never" : (primitives.get(type) ?? "unknown");
}
