import type { TextWireCodec } from "./text-wire-codec.js";
import { ValueError } from "../../codec/value-error.js";

/** What PostgreSQL writes and reads as text, unchanged. */
export const textCodec: TextWireCodec = {
  verbatim: true,
  encode: (value) => {
    if (typeof value !== "string") throw new ValueError("must be a string");
    return checkText(value);
  },
  decode: (text) => text,
};

/** `true` and `false`; PostgreSQL writes them in two ways. */
export const booleanCodec: TextWireCodec = {
  plain: true,
  encode: (value) => {
    if (typeof value !== "boolean") throw new ValueError("must be a boolean");
    return value ? "t" : "f";
  },
  decode: (text) => {
    if (text === "t" || text === "true") return true;
    if (text === "f" || text === "false") return false;
    throw new ValueError("was no boolean in the database");
  },
};

/**
 * A text that PostgreSQL can hold in UTF-8 (manual §8.3).
 * @throws {ValueError} when it holds NUL, or half a surrogate pair
 */
export function checkText(text: string): string {
  if (text.includes("\0"))
    throw new ValueError("holds a NUL character, which PostgreSQL cannot hold");
  if (!text.isWellFormed()) throw new ValueError("holds an unpaired surrogate");
  return text;
}
