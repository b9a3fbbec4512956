import type { Codec } from "../../codec/codec.js";
import { ValueError } from "../../codec/value-error.js";

/** What has no character set, geometries and bits. */
export const bytesCodec: Codec = { encode: bytes, decode: bytes };

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new ValueError("must be a Uint8Array");
}

/** A column of bits as true or false: it must have but one. */
export const bitBooleanCodec: Codec = {
  encode: (value) => {
    if (typeof value !== "boolean") throw new ValueError("must be a boolean");
    return Uint8Array.of(Number(value));
  },
  decode: (wire) => {
    const [bit = 2, ...others] = bytes(wire);
    if (bit > 1 || others.length > 0) throw new ValueError("was no boolean in the database");
    return bit === 1;
  },
};

/** Bits as an unsigned number. */
export const bitBigintCodec: Codec = {
  encode: (value) => {
    if (typeof value !== "bigint") throw new ValueError("must be a bigint");
    if (BigInt.asUintN(64, value) !== value) throw new ValueError("does not fit into 64 bits");
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, value);
    return new Uint8Array(view.buffer);
  },
  decode: (wire) => bytes(wire).reduce((number, byte) => number * 256n + BigInt(byte), 0n),
};
