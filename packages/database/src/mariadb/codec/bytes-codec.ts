import type { Codec } from "../../codec/codec.js";
import { booleanValue, bytesValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** What has no character set, geometries and bits. */
export const bytesCodec: Codec = { encode: bytesValue, decode: bytesValue };

/** A column of bits as true or false: it must have but one. */
export const bitBooleanCodec: Codec = {
  encode: (value) => Uint8Array.of(Number(booleanValue(value))),
  decode: (wire) => {
    const [bit = 2, ...others] = bytesValue(wire);
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
  decode: (wire) => bytesValue(wire).reduce((number, byte) => number * 256n + BigInt(byte), 0n),
};
