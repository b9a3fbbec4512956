import type { Codec } from "../../codec/codec.js";
import { jsonText, jsonValue } from "../../codec/json-text.js";
import { bytesValue, textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** Texts, and numbers by their digits: a column such as `decimal(10,2)` makes numbers of the texts that look so. */
export const textCodec: Codec = {
  encode: textValue,
  decode: (wire) => {
    if (typeof wire === "string") return wire;
    if (typeof wire === "bigint" || typeof wire === "number") return String(wire);
    throw new ValueError("was no text in the database");
  },
};

/** Blobs. */
export const bytesCodec: Codec = {
  encode: bytesValue,
  decode: (wire) => {
    if (wire instanceof Uint8Array) return wire;
    throw new ValueError("was no blob in the database");
  },
};

/**
 * JSON as text. Numbers are read as `JSON.parse` reads them: one with more digits than a number holds is rounded. A
 * column of the declared type JSON makes numbers of the texts that look so.
 */
export const jsonCodec: Codec = {
  encode: jsonText,
  decode: (wire) => {
    if (typeof wire === "string") return jsonValue(wire);
    if (typeof wire === "bigint" || typeof wire === "number") return Number(wire);
    throw new ValueError("was no JSON in the database");
  },
};
