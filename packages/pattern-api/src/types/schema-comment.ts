import { type Json, literal } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { nestsDeeperThan } from "../document/nesting.js";
import type { JsonSchema } from "../model/api-model.js";
import { enumLimit } from "./enum-type.js";

/** Characters of a default value, and of a pattern, that a comment shows. */
const valueWidth = 200;

/** What a schema says about itself to people: title, description, and what its type cannot express. */
export function schemaComment(schema: JsonSchema): string {
  if (!isJsonObject(schema)) return "";
  const title = textOf(schema["title"]);
  const description = textOf(schema["description"]);
  const lines: string[] = [];
  if (title !== undefined && title !== description) lines.push(title);
  if (description !== undefined) {
    if (lines.length > 0) lines.push("");
    lines.push(description);
  }
  const tags = schemaTags(schema);
  if (lines.length > 0 && tags.length > 0) lines.push("");
  return [...lines, ...tags].join("\n");
}

/** The tags of a schema's comment: its deprecation, format, limits and default. */
export function schemaTags(schema: JsonSchema): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const tags: string[] = [];
  if (schema["deprecated"] === true) tags.push("@deprecated");
  for (const keyword of ["format", "contentEncoding", "contentMediaType"]) {
    const text = textOf(schema[keyword]);
    if (text !== undefined) tags.push(`@${keyword} ${text}`);
  }
  tags.push(...limitTags(schema));
  const values = schema["enum"];
  if (isJsonArray(values) && values.length > enumLimit)
    tags.push(`One of ${values.length} values.`);
  const value = schema["default"];
  if (value !== undefined && !nestsDeeperThan(value, 8)) {
    const text = valueText(value);
    if (text !== "" && text.length <= valueWidth) tags.push(`@default ${text}`);
  }
  return tags;
}

const limitNames = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];

/** Limits as `@minimum 1`; those that exclude nothing, such as a minimal length of 0, are left out. */
function limitTags(schema: JsonObject): readonly string[] {
  const tags: string[] = [];
  for (const keyword of limitNames) {
    const value = schema[keyword];
    if (value === true) tags.push(`@${keyword}`);
    else if (typeof value === "number" && (value !== 0 || !/^min[LIP]/.test(keyword)))
      tags.push(`@${keyword} ${value}`);
  }
  const pattern = textOf(schema["pattern"]);
  if (pattern !== undefined && pattern.length <= valueWidth) tags.push(`@pattern ${pattern}`);
  return tags;
}

function valueText(value: Json): string {
  return Object.is(value, Infinity) || Object.is(value, -Infinity) ? "" : literal(value);
}
