import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import type { JsonSchema } from "./api-model.js";
import { type Follow, memberSchemas, schemasOfValue } from "./member-schema.js";

/**
 * A variant of a union with the values that its tag has there, so that the tag tells which variant a value is.
 * The variant itself when it is no object, fixes its tag already, or when its own schema contradicts the values.
 * @param schema what the variant refers to
 * @param tags values of the tag, as text; none: they are not known
 */
export function taggedVariant(
  variant: JsonSchema,
  schema: Json,
  property: string,
  tags: readonly string[],
  follow: Follow,
): JsonSchema {
  if ([...schemasOfValue(schema, follow)].some(isOtherThanObject)) return variant;
  let values: readonly Json[] = tags;
  for (const declared of memberSchemas(schema, property, follow))
    values = possibleTags(declared, values, follow);
  const [only, ...others] = values.map((value) => ({ const: value }));
  if (only === undefined) return variant;
  const tag: JsonSchema = others.length === 0 ? only : { anyOf: [only, ...others] };
  return {
    allOf: [variant, { type: "object", properties: { [property]: tag }, required: [property] }],
  };
}

function isOtherThanObject(schema: Json): boolean {
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  return type !== undefined && !(isJsonArray(type) ? type : [type]).includes("object");
}

/** The tags in the type of the property; none when it fixes its value itself or allows none of them. */
function possibleTags(declared: Json, tags: readonly Json[], follow: Follow): readonly Json[] {
  let values: readonly Json[] = tags;
  for (const schema of schemasOfValue(declared, follow)) {
    if (!isJsonObject(schema)) continue;
    const { enum: listed, const: constant, type } = schema;
    if (constant !== undefined) return [];
    values = values.flatMap((value) => ofType(value, type));
    if (!isJsonArray(listed)) continue;
    // One value is how documents without `const` write a constant.
    if (listed.length === 1) return [];
    values = values.filter((value) => listed.includes(value));
  }
  return values;
}

/** Tags are written as keys of an object: where they mean numbers or booleans, the property's type says so. */
function ofType(tag: Json, type: Json | undefined): readonly Json[] {
  const types = isJsonArray(type) ? type : [type];
  if (type === undefined || types.includes("string") || typeof tag !== "string") return [tag];
  if (types.includes("boolean") && /^(?:true|false)$/.test(tag)) return [tag === "true"];
  const isNumber = types.includes("integer") || types.includes("number");
  return isNumber && /^-?\d{1,15}$/.test(tag) ? [Number(tag)] : [];
}
