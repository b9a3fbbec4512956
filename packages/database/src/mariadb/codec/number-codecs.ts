import type { Codec } from "../../codec/codec.js";
import { anyNumber, wholeNumber } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import { doubleText, floatText } from "./number-text.js";
import { wireText } from "./text-codec.js";

/** Bytes of MariaDB's types that a number holds (MariaDB, "Numeric Data Type Overview"). */
const sizes: ReadonlyMap<string, number> = new Map([
  ["tinyint", 1],
  ["smallint", 2],
  ["mediumint", 3],
  ["int", 4],
  ["integer", 4],
]);

/** Whole numbers of up to 32 bits, and years. @param type such as `int(10) unsigned` */
export function integerCodec(type: string): Codec {
  const [least, greatest] = rangeOf(type.toLowerCase());
  // One or two digits would be years of a century.
  const digits = /^year\b/i.test(type) ? 4 : 0;
  return {
    encode: (value) => {
      const number = wholeNumber(value);
      if (number >= least && number <= greatest) return String(number).padStart(digits, "0");
      throw new ValueError(`must be between ${least} and ${greatest}`);
    },
    decode: (wire) => {
      const value = Number(wireText(wire));
      if (Number.isInteger(value)) return value;
      throw new ValueError("was no whole number in the database");
    },
  };
}

function rangeOf(type: string): readonly [least: number, greatest: number] {
  const [name = ""] = /^\w+/.exec(type) ?? [];
  // The server knows which of them it has.
  if (name === "year") return [0, 9_999];
  const bits = 8 * (sizes.get(name) ?? 4);
  const all = 2 ** bits;
  if (/\bunsigned\b/.test(type)) return [0, all - 1];
  // An expression may have either sign.
  return sizes.has(name) ? [-all / 2, all / 2 - 1] : [-all / 2, all - 1];
}

/** bigint as bigints. */
export function bigintCodec(type: string): Codec {
  const unsigned = /\bunsigned\b/i.test(type);
  const fits = (value: bigint): boolean =>
    BigInt.asUintN(64, value) === value || (!unsigned && BigInt.asIntN(64, value) === value);
  return {
    encode: (value) => {
      if (typeof value !== "bigint") throw new ValueError("must be a bigint");
      if (fits(value)) return String(value);
      throw new ValueError(`does not fit into ${unsigned ? "64 bits without a sign" : "64 bits"}`);
    },
    decode: (wire) => {
      const text = wireText(wire);
      if (!/^-?\d+$/.test(text)) throw new ValueError("was no whole number in the database");
      return BigInt(text);
    },
  };
}

/** bigint as numbers. What is beyond 2⁵³ fails instead of being rounded. */
export const bigintNumberCodec: Codec = {
  encode: (value) => String(wholeNumber(value)),
  decode: (wire) => {
    const value = Number(wireText(wire));
    if (Number.isSafeInteger(value)) return value;
    throw new ValueError("is beyond 2^53: a number cannot hold it");
  },
};

/** double; float by the shortest number that is the same float. */
export function floatCodec(type: string): Codec {
  const single = /^float\b/i.test(type);
  return {
    encode: finiteText,
    decode: (wire) => {
      const value = numberValue(wire);
      return single ? Number(floatText(Math.fround(value))) : value;
    },
  };
}

/** decimal as numbers: digits that a number cannot hold are rounded when they are read. */
export const numericNumberCodec: Codec = { encode: finiteText, decode: numberValue };

function finiteText(value: unknown): string {
  const number = anyNumber(value);
  if (Number.isFinite(number)) return doubleText(number);
  throw new ValueError("must be finite: MariaDB has neither NaN nor infinities");
}

function numberValue(wire: unknown): number {
  const text = wireText(wire);
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new ValueError("was no number in the database");
}
