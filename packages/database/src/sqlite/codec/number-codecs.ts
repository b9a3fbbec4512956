import type { Codec } from "../../codec/codec.js";
import {
  anyNumber,
  bigint64,
  booleanValue,
  finiteNumber,
  wholeNumber,
} from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import type { WireValue } from "../../driver/driver.js";

/** Integers as numbers. What is beyond 2⁵³ fails instead of being rounded. */
export const integerCodec: Codec = {
  // A number would be stored as a real where the column converts nothing.
  encode: (value) => BigInt(wholeNumber(value)),
  decode: (wire) => {
    const value = Number(integerOf(wire));
    if (Number.isSafeInteger(value)) return value;
    throw new ValueError("is beyond 2^53: a number cannot hold it");
  },
};

/** Integers as bigints. */
export const bigintCodec: Codec = { encode: bigint64, decode: integerOf };

/** 1 and 0. */
export const booleanCodec: Codec = {
  encode: (value) => (booleanValue(value) ? 1n : 0n),
  decode: (wire) => {
    if (wire === 1n) return true;
    if (wire === 0n) return false;
    throw new ValueError("was no boolean in the database");
  },
};

/** Reals, the infinities too. A column that converts them stores whole ones as integers. */
export const floatCodec: Codec = {
  encode: (value) => checkReal(anyNumber(value)),
  decode: (wire) => {
    const value = numberOf(wire);
    if (typeof wire !== "bigint" || BigInt(value) === wire) return value;
    throw new ValueError("has more digits than a number can hold");
  },
};

/** Numbers as numbers: digits that a number cannot hold are rounded when they are read. */
export const numericNumberCodec: Codec = { encode: finiteNumber, decode: numberOf };

/** SQLite stores null in its place. */
export function checkReal(value: number): number {
  if (Number.isNaN(value)) throw new ValueError("is NaN, which SQLite cannot hold");
  return value;
}

function integerOf(wire: WireValue): bigint {
  if (typeof wire === "bigint") return wire;
  // A column without conversions holds what a program wrote.
  if (typeof wire === "number" && Number.isSafeInteger(wire)) return BigInt(wire);
  throw new ValueError("was no whole number in the database");
}

function numberOf(wire: WireValue): number {
  if (typeof wire === "number" || typeof wire === "bigint") return Number(wire);
  throw new ValueError("was no number in the database");
}
