import { literal } from "@agentflow/core";
import { isJsonObject, textOf } from "../document/json-object.js";
import { nestsDeeperThan } from "../document/nesting.js";
import type { JsonSchema } from "../model/api-model.js";

/** Characters of a default value that a comment shows. */
const defaultWidth = 200;

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
  const format = textOf(schema["format"]);
  const tags: string[] = [];
  if (schema["deprecated"] === true) tags.push("@deprecated");
  if (format !== undefined) tags.push(`@format ${format}`);
  const value = schema["default"];
  if (value !== undefined && !nestsDeeperThan(value, 8)) {
    const text = Object.is(value, Infinity) || Object.is(value, -Infinity) ? "" : literal(value);
    if (text !== "" && text.length <= defaultWidth) tags.push(`@default ${text}`);
  }
  if (lines.length > 0 && tags.length > 0) lines.push("");
  return [...lines, ...tags].join("\n");
}
