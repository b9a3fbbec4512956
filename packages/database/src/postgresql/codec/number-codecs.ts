import type { TextWireCodec } from "./text-wire-codec.js";
import { anyNumber, bigint64, finiteNumber, wholeNumber } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** Least and greatest value of PostgreSQL's types that a number holds (manual §8.1, §8.19). */
const ranges: ReadonlyMap<string, readonly [least: number, greatest: number]> = new Map([
  ["int2", [-32_768, 32_767]],
  ["smallint", [-32_768, 32_767]],
  ["oid", [0, 4_294_967_295]],
  ["int4", [-2_147_483_648, 2_147_483_647]],
  ["integer", [-2_147_483_648, 2_147_483_647]],
]);
/** For domains over them: the server knows which one it is. */
const widest = [-2_147_483_648, 4_294_967_295] as const;

/** int2, int4 and oid as numbers. */
export function integerCodec(type: string): TextWireCodec {
  const [least, greatest] = ranges.get(type) ?? widest;
  return {
    plain: true,
    encode: (value) => {
      const number = wholeNumber(value);
      if (number < least || number > greatest) {
        throw new ValueError(`must be between ${least} and ${greatest}`);
      }
      return String(number);
    },
    decode: (text) => {
      const value = Number(text);
      if (!Number.isInteger(value)) throw new ValueError("was no whole number in the database");
      return value;
    },
    fromJson: (value) => {
      if (!Number.isInteger(value)) throw new ValueError("was no whole number in the database");
      return value;
    },
  };
}

/** int8 as bigints. */
export const bigintCodec: TextWireCodec = {
  plain: true,
  encode: (value) => String(bigint64(value)),
  decode: (text) => {
    if (!/^-?\d+$/.test(text)) throw new ValueError("was no whole number in the database");
    return BigInt(text);
  },
  fromJson: (value) => {
    if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
    throw new ValueError("was no whole number in the database");
  },
};

/** int8 as numbers. What is beyond 2⁵³ fails instead of being rounded. */
export const bigintNumberCodec: TextWireCodec = {
  plain: true,
  encode: (value) => String(wholeNumber(value)),
  decode: (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value))
      throw new ValueError("is beyond 2^53: a number cannot hold it");
    return value;
  },
};

/** float4 and float8, NaN and the infinities too. */
export const floatCodec: TextWireCodec = {
  plain: true,
  encode: (value) => floatText(anyNumber(value)),
  decode: floatValue,
  fromJson: numberOfJson,
};

/** numeric as numbers: digits that a number cannot hold are rounded when they are read. */
export const numericNumberCodec: TextWireCodec = {
  plain: true,
  encode: (value) => String(finiteNumber(value)),
  decode: floatValue,
  fromJson: numberOfJson,
};

/** A number with its sign, which `String` drops from −0. */
export function floatText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** NaN and the infinities are texts in JSON. */
function numberOfJson(value: unknown): number {
  if (typeof value === "number") return value;
  throw new ValueError("was no number in the database");
}

function floatValue(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) && text !== "NaN") throw new ValueError("was no number in the database");
  return value;
}
