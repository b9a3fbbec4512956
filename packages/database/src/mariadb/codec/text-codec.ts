import type { Codec } from "../../codec/codec.js";
import { ValueError } from "../../codec/value-error.js";

/** What the server writes and reads as text, unchanged. */
export const textCodec: Codec = {
  encode: (value) => {
    if (typeof value !== "string") throw new ValueError("must be a string");
    return checkText(value);
  },
  decode: wireText,
};

/** @throws {ValueError} when it holds half a surrogate pair, which UTF-8 has no bytes for */
export function checkText(text: string): string {
  if (text.isWellFormed()) return text;
  throw new ValueError("holds an unpaired surrogate");
}

/** @throws {ValueError} when the database gave bytes */
export function wireText(wire: unknown): string {
  if (typeof wire === "string") return wire;
  throw new ValueError("was bytes in the database, not a text");
}
