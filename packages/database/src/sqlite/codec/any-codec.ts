import type { Codec } from "../../codec/codec.js";
import { bigint64, bytesValue, textValue } from "../../codec/value-checks.js";
import { checkReal } from "./number-codecs.js";
import { ValueError } from "../../codec/value-error.js";

/** Each storage class as it is: integers are bigints, reals numbers, also those that are whole. */
export const anyCodec: Codec = {
  encode: (value) => {
    switch (typeof value) {
      case "string":
        return textValue(value);
      case "number":
        return checkReal(value);
      case "bigint":
        return bigint64(value);
      default:
        if (value instanceof Uint8Array) return bytesValue(value);
        throw new ValueError("must be a string, a number, a bigint or a Uint8Array");
    }
  },
  decode: (wire) => wire,
  verbatim: true,
};
