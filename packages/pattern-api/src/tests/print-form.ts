import { type Json, keyLiteral, wrappedLiteral } from "@agentflow/core";
import { fileCode, fileMark } from "./file-mark.js";
import type { FormValue } from "./sample-body.js";

/**
 * The object of a multipart form as TypeScript, its files as bytes.
 * @param indent spaces before the line that the object ends on
 */
export function printForm(form: FormValue, indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(form).map(([name, value]) => {
    const key = `${keyLiteral(name)}: `;
    return `${inner}${key}${propertyText(value, inner, inner.length + key.length)},\n`;
  });
  return members.length === 0 ? "{}" : `{\n${members.join("")}${indent}}`;
}

function propertyText(value: Json, indent: string, before: number): string {
  if (value === fileMark) return fileCode;
  if (Array.isArray(value) && value.includes(fileMark)) {
    const items = value.map((item: Json) => propertyText(item, indent, before));
    return `[${items.join(", ")}]`;
  }
  return wrappedLiteral(value, indent, before);
}
