import { quoteName } from "../../sql/identifier.js";

/** PostgreSQL cuts longer names off (manual §4.1.1, NAMEDATALEN). */
const longest = 63;

/**
 * A name, quoted, so that every character stands for itself (manual §4.1.1).
 * @throws {DatabaseError} kind "syntax" when PostgreSQL can have no such name: empty, longer than 63 bytes, with NUL or
 * half a surrogate pair
 */
export function quoteIdentifier(name: string): string {
  return quoteName(name, { quote: '"', longest });
}
