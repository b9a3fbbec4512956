import { createHash } from "node:crypto";
import { DatabaseError } from "../../errors/database-error.js";
import { shown } from "../../table/usage-error.js";

/** A number of 64 bits with its sign, or a text that stands for one. */
export type LockKey = bigint | string;

/**
 * The number that the server locks. Of a text it is the first 8 bytes of the SHA-256 of its UTF-8, the highest first,
 * with a sign; in SQL: `('x' || left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 16))::bit(64)::int8`.
 * @throws {DatabaseError} kind "data" when the number does not fit, or the key is neither
 */
export function lockNumber(key: LockKey): string {
  if (typeof key === "string") {
    return String(createHash("sha256").update(key).digest().readBigInt64BE(0));
  }
  // A program without types may give anything.
  if (typeof key === "bigint" && BigInt.asIntN(64, key) === key) return String(key);
  throw new DatabaseError(
    `The key of a lock is ${shown(String(key))}; it must be a text or a bigint of 64 bits.`,
    { kind: "data" },
  );
}
