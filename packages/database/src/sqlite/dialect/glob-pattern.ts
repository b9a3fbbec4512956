import { likePattern } from "../../dialect/like-pattern.js";

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
