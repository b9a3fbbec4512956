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
  const inner: SchemaPlace = {
    scope: place.scope,
    depth: place.depth + 1,
    enclosing: { schema, outer: place.enclosing },
  };
  const own = ownType(schema, inner);
  const type = combinedType(schema, own, inner);
  return allowsNull(schema) ? union([type, "null"]) : type;
}

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

/** What a schema says without its references and combinations. Null is left to `allowsNull`. */
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
  switch (type) {
    case "string":
    // A file inside JSON can only be text.
    case "file":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "never";
    case "array":
      return arrayType(schema, place, schemaType);
    case "object":
      return objectType(schema, place, schemaType);
    default:
      return "unknown";
  }
}
