import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";
import { arrayType } from "./array-type.js";
import { combinedType, combines } from "./combined-type.js";
import { enumType } from "./enum-type.js";
import { literalType } from "./literal-type.js";
import { excludedTypes, excludesAll } from "./negated-schema.js";
import { objectType } from "./object-type.js";
import type { SchemaPlace } from "./schema-place.js";
import { type TypeNode, union } from "./type-node.js";
import { primitiveType } from "./primitive-type.js";

/** The type of the values that a schema allows. `true`, `{}` and whatever is no schema: `unknown`. */
export function schemaType(schema: Json | undefined, place: SchemaPlace): TypeNode {
  if (schema === false) return "never";
  if (!isJsonObject(schema) || place.depth > depthLimit) return "unknown";
  return allowsNull(schema)
    ? union([typeWithoutNull(schema, place), "null"])
    : typeWithoutNull(schema, place);
}

function typeWithoutNull(schema: JsonObject, place: SchemaPlace): TypeNode {
  const isCombined = combines(schema);
  // Most schemas are a bare `type: string`, and need no place for what is inside.
  const primitive = primitiveType(schema["type"], schema, place.scope);
  if (primitive !== undefined && !isCombined && !moreThanType.some((keyword) => keyword in schema))
    return primitive;
  if (excludesAll(schema)) return "never";
  const inner: SchemaPlace = {
    scope: place.scope,
    depth: place.depth + 1,
    enclosing: { schema, outer: place.enclosing },
    without: place.without,
  };
  const own = ownType(schema, inner);
  return isCombined ? combinedType(schema, own, inner, schemaType) : own;
}

/** Keywords that say of a value more than the name of its type does. */
const moreThanType = ["enum", "const", "not"];

/** `nullable` of 3.0 and `null` among the types of 3.1. */
function allowsNull(schema: JsonObject): boolean {
  const type = schema["type"];
  return (
    schema["nullable"] === true || type === "null" || (isJsonArray(type) && type.includes("null"))
  );
}

/** What a schema says without its references and combinations. */
function ownType(schema: JsonObject, place: SchemaPlace): TypeNode {
  const constant = schema["const"];
  if (constant !== undefined) return literalType(constant);
  const values = enumType(schema, place.scope);
  if (values !== undefined) return values;
  return union(declaredTypes(schema, place).map((type) => namedType(type, schema, place)));
}

/** The names in `type`, or what the other keywords speak of when there is none. */
function declaredTypes(schema: JsonObject, place: SchemaPlace): readonly Json[] {
  const type = schema["type"];
  if (isJsonArray(type) && type.length > 0) {
    const excluded = excludedTypes(schema);
    return type.filter((name) => !excluded.includes(name));
  }
  if (typeof type === "string") return [type];
  if (describingKeywords.some((keyword) => Object.hasOwn(schema, keyword))) return ["object"];
  // Alone, `required` says what objects have, and not that only objects are allowed.
  if (Object.hasOwn(schema, "required")) return [isAlone(schema, place) ? "any" : "object"];
  // `items` says what arrays hold, and not that only arrays are allowed: beside variants, those say what is.
  if (schema["oneOf"] !== undefined || schema["anyOf"] !== undefined) return ["any"];
  if (Object.hasOwn(schema, "items") || Object.hasOwn(schema, "prefixItems")) return ["array"];
  return ["any"];
}

/** Keywords that describe members of objects. */
const describingKeywords = ["properties", "additionalProperties", "patternProperties"];

/** True when no other schema speaks of the same value. */
function isAlone(schema: JsonObject, place: SchemaPlace): boolean {
  return !combines(schema) && (place.enclosing?.outer ?? null) === null;
}

function namedType(type: Json, schema: JsonObject, place: SchemaPlace): TypeNode {
  if (type === "object") return objectType(schema, place, schemaType);
  if (type === "array") return arrayType(schema, place, schemaType);
  // Null is left to `allowsNull`.
  return type === "null" ? "never" : (primitiveType(type, schema, place.scope) ?? "unknown");
}
