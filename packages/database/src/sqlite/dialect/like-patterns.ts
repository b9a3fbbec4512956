import { textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** Any character, or an escaped one, of a pattern for LIKE. */
const parts = /\\([^])|([^])/gu;

/**
 * A pattern of LIKE as one of GLOB, which tells upper and lower case apart: SQLite's LIKE does not.
 * @throws {ValueError} when it is no pattern
 */
export function globPattern(pattern: unknown): string {
  return likePattern(pattern).replaceAll(parts, (_, escaped?: string, plain?: string) => {
    if (plain === "%") return "*";
    if (plain === "_") return "?";
    const character = escaped ?? plain ?? "";
    return /[*?[]/.test(character) ? `[${character}]` : character;
  });
}

/** @throws {ValueError} when it is no text, or ends with an escape of nothing */
export function likePattern(pattern: unknown): string {
  const text = textValue(pattern);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) throw new ValueError("ends with an escape of nothing");
  return text;
}
