import { Buffer } from "node:buffer";
import { DatabaseError } from "../errors/database-error.js";

/** How a dialect quotes names. */
export interface Quoting {
  /** Around a name; doubled within. */
  readonly quote: '"' | "`";
  /** Bytes at most, where the database cuts longer names off: the statement would mean another thing. */
  readonly longest?: number;
}

/**
 * A name, quoted, so that every character stands for itself.
 * @throws {DatabaseError} kind "syntax" when no database can have such a name: empty, with NUL or half a surrogate pair;
 * or when it is too long for this one
 */
export function quoteName(name: string, { quote, longest = Infinity }: Quoting): string {
  const reason = problemOf(name, longest);
  if (reason !== undefined) {
    throw new DatabaseError(`A name of the statement ${reason}.`, { kind: "syntax" });
  }
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

function problemOf(name: unknown, longest: number): string | undefined {
  if (typeof name !== "string") return "is no string";
  if (name === "") return "is empty";
  if (name.includes("\0")) return "holds a NUL character";
  if (!name.isWellFormed()) return "holds an unpaired surrogate";
  if (Buffer.byteLength(name) > longest) return `is longer than ${longest} bytes`;
  return undefined;
}
