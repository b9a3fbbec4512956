import { Buffer } from "node:buffer";
import { DatabaseError } from "../errors/database-error.js";

/** PostgreSQL cuts longer names off (manual §4.1.1, NAMEDATALEN): the statement would mean another thing. */
const longest = 63;

/**
 * A name, quoted, so that every character stands for itself (manual §4.1.1).
 * @throws {DatabaseError} kind "syntax" when PostgreSQL can have no such name: empty, longer than 63 bytes, with NUL or
 * half a surrogate pair
 */
export function quoteIdentifier(name: string): string {
  const reason = problemOf(name);
  if (reason !== undefined) {
    throw new DatabaseError(`A name of the statement ${reason}.`, { kind: "syntax" });
  }
  return `"${name.replaceAll('"', '""')}"`;
}

function problemOf(name: unknown): string | undefined {
  if (typeof name !== "string") return "is no string";
  if (name === "") return "is empty";
  if (name.includes("\0")) return "holds a NUL character";
  if (!name.isWellFormed()) return "holds an unpaired surrogate";
  if (Buffer.byteLength(name) > longest) return `is longer than ${longest} bytes`;
  return undefined;
}
