import { DatabaseError } from "../../errors/database-error.js";
import type { Statement } from "../../driver/driver.js";

/**
 * The protocol ends a text at a NUL character: what follows would be read as something else.
 * @throws {DatabaseError} when the statement holds one
 */
export function refuseNul({ text, name }: Statement): void {
  if (!text.includes("\0") && name?.includes("\0") !== true) return;
  throw new DatabaseError("A statement must not hold a NUL character.", { kind: "syntax" });
}
