import type { Json } from "@agentflow/core";
import type { ShapeVariant } from "@agentflow/core/runtime";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { type Follow, schemasOfValue } from "../model/member-schema.js";

/** How a value is recognised as one of a variant: by its type, the members that it must have, and their constants. */
export function variantMarks(variant: Json, follow: Follow): Omit<ShapeVariant, "shape"> {
  const required = new Set<string>();
  const tags = new Map<string, readonly Json[]>();
  let type: string | undefined;
  for (const schema of schemasOfValue(variant, follow)) {
    if (!isJsonObject(schema)) continue;
    type ??= typeOf(schema);
    for (const name of isJsonArray(schema["required"]) ? schema["required"] : []) {
      if (typeof name === "string") required.add(name);
    }
    const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    for (const name of Object.keys(properties)) {
      const values = constants(properties[name]);
      if (values.length > 0) tags.set(name, values);
    }
  }
  return {
    ...(type !== undefined && { type }),
    ...(required.size > 0 && { required: [...required] }),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
  };
}

function typeOf({ type }: JsonObject): string | undefined {
  const [only, ...others] = isJsonArray(type) ? type.filter((name) => name !== "null") : [type];
  if (typeof only !== "string" || others.length > 0) return undefined;
  return only === "integer" ? "number" : only;
}

/** The values of a member that is a constant, or an enum in the place of one; also a choice of such. */
function constants(schema: Json | undefined): readonly Json[] {
  if (!isJsonObject(schema)) return [];
  if (schema["const"] !== undefined) return [schema["const"]];
  const { enum: values, anyOf } = schema;
  if (isJsonArray(values)) return values.length === 1 ? values : [];
  const choices = isJsonArray(anyOf) ? anyOf.map(constants) : [];
  return choices.every((choice) => choice.length > 0) ? choices.flat() : [];
}
