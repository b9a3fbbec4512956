import { createHash } from "node:crypto";
import { type Place, placeError } from "./place.js";

/**
 * Where a page ends, as a text for `after`: it names the query by a hash, as names are nobody's business.
 * @param query whatever a cursor belongs to: place and order
 */
export function cursorText(query: unknown, parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([mark(query), ...parts])).toString("base64url");
}

/**
 * The parts of a cursor. They may be forged: whoever uses them checks each.
 * @throws {DatabaseError} kind "data" when it is no cursor, or one of another query
 */
export function cursorParts(text: unknown, query: unknown, place: Place): readonly unknown[] {
  const [given, ...parts] = parse(text);
  if (given !== mark(query)) throw cursorError(place);
  return parts;
}

export function cursorError(place: Place): Error {
  return placeError(place, "The cursor is none of this query", "data");
}

function parse(text: unknown): readonly unknown[] {
  if (typeof text !== "string") return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function mark(query: unknown): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 12);
}
