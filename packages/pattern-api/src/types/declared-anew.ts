import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { type Follow, schemasOfValue } from "../model/member-schema.js";
import type { SchemaPlace } from "./schema-place.js";

/**
 * For each of several schemas of one value, the members that a later one declares anew with a type that no value of
 * the earlier one has. As an intersection they would be `never`; what the document means is that the later one holds.
 */
export function declaredAnew(
  parts: readonly Json[],
  { scope, without }: SchemaPlace,
): readonly ReadonlySet<string>[] {
  const later = new Map<string, Json>();
  const found: ReadonlySet<string>[] = [];
  for (const part of parts.toReversed()) {
    const members = membersOf(part, scope.schema);
    const anew = new Set(without);
    for (const [name, schema] of members) {
      const other = later.get(name);
      if (other === undefined) later.set(name, schema);
      else if (other !== schema && contradicts(schema, other, scope.schema)) anew.add(name);
    }
    found.unshift(anew);
  }
  return found;
}

/** True when a schema declares one of the members. */
export function declaresAny(start: Json, names: ReadonlySet<string>, follow: Follow): boolean {
  return names.size > 0 && [...membersOf(start, follow).keys()].some((name) => names.has(name));
}

function membersOf(start: Json, follow: Follow): ReadonlyMap<string, Json> {
  const members = new Map<string, Json>();
  for (const schema of schemasOfValue(start, follow)) {
    const properties = isJsonObject(schema) ? schema["properties"] : undefined;
    if (!isJsonObject(properties)) continue;
    for (const name of Object.keys(properties)) {
      if (!members.has(name)) members.set(name, properties[name] ?? true);
    }
  }
  return members;
}

function contradicts(left: Json, right: Json, follow: Follow): boolean {
  const [one, other] = [firstTelling(left, follow), firstTelling(right, follow)];
  if (!one || !other) return false;
  const types = typesOf(one);
  if (typesOf(other).every((type) => !types.includes(type))) return true;
  const [values, others] = [valuesOf(one), valuesOf(other)];
  return values.length > 0 && others.length > 0 && !values.some((value) => others.includes(value));
}

/** The first schema of a value that says which type it has. */
function firstTelling(start: Json, follow: Follow): JsonObject | undefined {
  for (const schema of schemasOfValue(start, follow)) {
    if (isJsonObject(schema) && schema["type"] !== undefined) return schema;
  }
  return undefined;
}

function typesOf({ type, nullable }: JsonObject): readonly Json[] {
  const types = isJsonArray(type) ? type : [type ?? null];
  // Whole numbers are numbers to TypeScript.
  const named = types.map((each) => (each === "integer" ? "number" : each));
  return nullable === true ? [...named, "null"] : named;
}

function valuesOf({ enum: values, const: constant }: JsonObject): readonly Json[] {
  if (constant !== undefined) return [constant];
  return isJsonArray(values) ? values : [];
}
