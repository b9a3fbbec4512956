import type { TextWireCodec } from "./text-wire-codec.js";
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
      const text = wholeText(value);
      if (Number(value) < least || Number(value) > greatest) {
        throw new ValueError(`must be between ${least} and ${greatest}`);
      }
      return text;
    },
    decode: (text) => {
      const value = Number(text);
      if (!Number.isInteger(value)) throw new ValueError("was no whole number in the database");
      return value;
    },
  };
}

/** int8 as bigints. */
export const bigintCodec: TextWireCodec = {
  plain: true,
  encode: (value) => {
    if (typeof value !== "bigint") throw new ValueError("must be a bigint");
    if (BigInt.asIntN(64, value) !== value) throw new ValueError("does not fit into 64 bits");
    return String(value);
  },
  decode: (text) => {
    if (!/^-?\d+$/.test(text)) throw new ValueError("was no whole number in the database");
    return BigInt(text);
  },
};

/** int8 as numbers. What is beyond 2⁵³ fails instead of being rounded. */
export const bigintNumberCodec: TextWireCodec = {
  plain: true,
  encode: wholeText,
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
  encode: (value) => {
    if (typeof value !== "number") throw new ValueError("must be a number");
    return floatText(value);
  },
  decode: floatValue,
};

/** numeric as numbers: digits that a number cannot hold are rounded when they are read. */
export const numericNumberCodec: TextWireCodec = {
  plain: true,
  encode: (value) => {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new ValueError("must be a finite number");
    }
    return String(value);
  },
  decode: floatValue,
};

/** A number with its sign, which `String` drops from −0. */
export function floatText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function floatValue(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) && text !== "NaN") throw new ValueError("was no number in the database");
  return value;
}

function wholeText(value: unknown): string {
  if (typeof value !== "number") throw new ValueError("must be a number");
  if (Number.isSafeInteger(value)) return String(value);
  throw new ValueError(
    Number.isInteger(value)
      ? "is beyond 2^53: pass it as a bigint or text"
      : "must be a whole number",
  );
}
