import { ValueError } from "./value-error.js";

/** @throws {ValueError} when it is no whole number, or one that a number does not hold exactly */
export function wholeNumber(value: unknown): number {
  if (typeof value !== "number") throw new ValueError("must be a number");
  if (Number.isSafeInteger(value)) return value;
  throw new ValueError(
    Number.isInteger(value)
      ? "is beyond 2^53: pass it as a bigint or text"
      : "must be a whole number",
  );
}

/** @throws {ValueError} when it is no bigint of 64 bits */
export function bigint64(value: unknown): bigint {
  if (typeof value !== "bigint") throw new ValueError("must be a bigint");
  if (BigInt.asIntN(64, value) !== value) throw new ValueError("does not fit into 64 bits");
  return value;
}

/** @throws {ValueError} when it is none; NaN and the infinities are */
export function anyNumber(value: unknown): number {
  if (typeof value !== "number") throw new ValueError("must be a number");
  return value;
}

/** @throws {ValueError} when it is none */
export function finiteNumber(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new ValueError("must be a finite number");
}

/** @throws {ValueError} when it is none */
export function booleanValue(value: unknown): boolean {
  if (typeof value !== "boolean") throw new ValueError("must be a boolean");
  return value;
}

/** @throws {ValueError} when it is none, or holds half a surrogate pair, which UTF-8 has no bytes for */
export function textValue(value: unknown): string {
  if (typeof value !== "string") throw new ValueError("must be a string");
  if (!value.isWellFormed()) throw new ValueError("holds an unpaired surrogate");
  return value;
}

/** @throws {ValueError} when it is none */
export function bytesValue(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new ValueError("must be a Uint8Array");
  return value;
}

/** @throws {ValueError} when it is no date, or an invalid one */
export function dateValue(value: unknown): Date {
  if (!(value instanceof Date)) throw new ValueError("must be a Date");
  if (Number.isNaN(value.getTime())) throw new ValueError("is an invalid Date");
  return value;
}
