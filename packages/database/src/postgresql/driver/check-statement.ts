import { DatabaseError } from "../../errors/database-error.js";
import type { Statement } from "../../driver/driver.js";

/** The protocol's texts, and `null`. */
type Texts = readonly (string | null)[];

/**
 * The values of a statement that can be sent. The protocol ends a text at a NUL character, and what follows would be
 * read as something else; it has no values but texts.
 * @throws {DatabaseError} kind "syntax" when the statement's text or name holds one, "data" when a value is no text
 */
export function textValues({ text, name, values }: Statement): Texts {
  if (text.includes("\0") || name?.includes("\0") === true) {
    throw new DatabaseError("A statement must not hold a NUL character.", { kind: "syntax" });
  }
  for (const value of values) {
    if (typeof value === "string" || value === null) continue;
    const message = "A value of a statement for PostgreSQL is neither a text nor null.";
    throw new DatabaseError(message, { kind: "data" });
  }
  // The loop has looked at each.
  return values as Texts;
}
