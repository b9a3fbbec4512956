import type { TextWireCodec } from "./text-wire-codec.js";
import { booleanValue, textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** What PostgreSQL writes and reads as text, unchanged. */
export const textCodec: TextWireCodec = {
  verbatim: true,
  encode: (value) => checkText(value),
  decode: (text) => text,
};

/** `true` and `false`; PostgreSQL writes them in two ways. */
export const booleanCodec: TextWireCodec = {
  plain: true,
  encode: (value) => (booleanValue(value) ? "t" : "f"),
  decode: (text) => {
    if (text === "t" || text === "true") return true;
    if (text === "f" || text === "false") return false;
    throw new ValueError("was no boolean in the database");
  },
  fromJson: (value) => {
    if (typeof value === "boolean") return value;
    throw new ValueError("was no boolean in the database");
  },
};

/**
 * A text that PostgreSQL can hold in UTF-8 (manual §8.3).
 * @throws {ValueError} when it is none: it holds NUL, or half a surrogate pair
 */
export function checkText(value: unknown): string {
  const text = textValue(value);
  const problem = textProblem(text);
  if (problem !== undefined) throw new ValueError(problem);
  return text;
}

/** Why PostgreSQL cannot hold a text; completes "The value of …". */
export function textProblem(text: string): string | undefined {
  if (text.includes("\0")) return "holds a NUL character, which PostgreSQL cannot hold";
  return text.isWellFormed() ? undefined : "holds an unpaired surrogate";
}
