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
  const problem = textProblem(text);
  if (problem !== undefined) throw new ValueError(problem);
  return text;
}

/** Why PostgreSQL cannot hold a text; completes "The value of …". */
export function textProblem(text: string): string | undefined {
  if (text.includes("\0")) return "holds a NUL character, which PostgreSQL cannot hold";
  return text.isWellFormed() ? undefined : "holds an unpaired surrogate";
}
