import { type Json, keyLiteral, literal } from "./literal.js";

/** Widest line that generated source has where a value can be wrapped, in characters. */
export const lineWidth = 100;

/**
 * A TypeScript literal of any JSON value, on one line where it fits, else one member a line.
 * @param indent spaces before the line that the value ends on
 * @param before characters that stand on the first line before the value, indentation included
 */
export function wrappedLiteral(value: Json, indent = "", before = indent.length): string {
  if (typeof value !== "object" || value === null) return literal(value);
  const line = lineWithin(value, lineWidth - 1 - before);
  if (line !== undefined) return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((item: Json) => inner + wrappedLiteral(item, inner))
    : Object.entries(value).map(([key, item]) => member(key, item, inner));
  if (members.length === 0) return literal(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${members.join(",\n")},\n${indent}${close}`;
}

/** The literal on one line; undefined as soon as it is longer than that, so that no level of a value prints all below. */
function lineWithin(value: Json, room: number): string | undefined {
  if (typeof value !== "object" || value === null) {
    const text = literal(value);
    return text.length <= room ? text : undefined;
  }
  const isList = Array.isArray(value);
  let text = "";
  // Room for the brackets around the members.
  const inside = room - (isList ? 2 : 4);
  for (const [key, item] of Object.entries<Json>(value)) {
    text += `${text === "" ? "" : ", "}${isList ? "" : `${keyLiteral(key)}: `}`;
    const line = lineWithin(item, inside - text.length);
    if (line === undefined) return undefined;
    text += line;
  }
  if (text === "") return room < 2 ? undefined : literal(value);
  return isList ? `[${text}]` : `{ ${text} }`;
}

function member(key: string, value: Json, indent: string): string {
  const head = `${indent}${keyLiteral(key)}: `;
  return head + wrappedLiteral(value, indent, head.length);
}

/** An object literal with one member a line, whatever its width. Values wrap where they are too wide. */
export function memberLines(value: { readonly [key: string]: Json }, indent = ""): string {
  const inner = `${indent}  `;
  const members = Object.entries(value).map(([key, item]) => `${member(key, item, inner)},\n`);
  return `{\n${members.join("")}${indent}}`;
}
