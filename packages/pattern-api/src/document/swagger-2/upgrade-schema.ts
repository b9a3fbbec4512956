import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../json-object.js";
import { depthLimit } from "../nesting.js";
import { schemaShape } from "../schema-keywords.js";
import { withChanges } from "../with-changes.js";

/**
 * A schema of Swagger 2.0 as OpenAPI 3.0 writes it: files are binary texts, a discriminator is an object, and
 * `x-nullable`, which many tools agreed on, is `nullable`. Without any of these it is the same object. Below the depth
 * that is read at all, nothing is changed.
 */
export function upgradeSchema(schema: Json, depth = 0): Json {
  if (!isJsonObject(schema) || depth > depthLimit) return schema;
  const changes = new Map<string, Json>();
  if (schema["type"] === "file") {
    changes.set("type", "string");
    changes.set("format", "binary");
  }
  const { discriminator } = schema;
  if (typeof discriminator === "string") {
    changes.set("discriminator", { propertyName: discriminator });
  }
  if (schema["x-nullable"] === true) changes.set("nullable", true);
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword] ?? null;
    const upgraded = upgradeKeyword(keyword, value, depth);
    if (upgraded !== value) changes.set(keyword, upgraded);
  }
  return changes.size === 0 ? schema : Object.fromEntries([...Object.entries(schema), ...changes]);
}

function upgradeKeyword(keyword: string, value: Json, depth: number): Json {
  const shape = schemaShape(keyword, value);
  if (shape === "one") return upgradeSchema(value, depth + 1);
  if (shape === "list" && isJsonArray(value)) return upgradeList(value, depth);
  return shape === "map" && isJsonObject(value) ? upgradeSchemas(value, depth) : value;
}

function upgradeList(schemas: readonly Json[], depth: number): readonly Json[] {
  const upgraded = schemas.map((schema) => upgradeSchema(schema, depth + 1));
  return upgraded.every((schema, index) => schema === schemas[index]) ? schemas : upgraded;
}

/** Schemas by name, such as `definitions`. */
export function upgradeSchemas(schemas: JsonObject, depth = 0): JsonObject {
  const changes = new Map<string, Json>();
  for (const [name, schema] of Object.entries(schemas)) {
    const upgraded = upgradeSchema(schema, depth + 1);
    if (upgraded !== schema) changes.set(name, upgraded);
  }
  return changes.size === 0 ? schemas : withChanges(schemas, changes);
}
