import { DatabaseError } from "../../errors/database-error.js";
import { quoteName } from "../../sql/identifier.js";

/**
 * A name, quoted, so that every character stands for itself (MariaDB, "Identifier Names"). One that is too long is
 * refused by the server.
 * @throws {DatabaseError} kind "syntax" when MariaDB can have no such name: empty, with NUL, with half a surrogate pair,
 * or with a character beyond U+FFFF, which the server would take for a question mark
 */
export function quoteIdentifier(name: string): string {
  const quotedName = quoteName(name, { quote: "`" });
  if (!/[\u{10000}-\u{10FFFF}]/u.test(name)) return quotedName;
  const message = "A name of the statement holds a character beyond U+FFFF.";
  throw new DatabaseError(message, { kind: "syntax" });
}
