import { jsonText } from "../../codec/json-text.js";
import { ValueError } from "../../codec/value-error.js";
import type { TextWireCodec } from "./text-wire-codec.js";
import { checkText } from "./text-codec.js";

/**
 * json and jsonb. Numbers are read as `JSON.parse` reads them: one with more digits than a number holds is rounded.
 * Where that matters, read the column as text. What JSON has no word for is refused instead of becoming `null`.
 */
export function jsonCodec(type: string): TextWireCodec {
  const check = type === "jsonb" ? checkJsonb : checkText;
  return {
    encode: (value) => check(jsonText(value)),
    decode: (text) => {
      try {
        return JSON.parse(text) as unknown; // whatever was stored
      } catch {
        throw new ValueError("was no JSON in the database");
      }
    },
  };
}

/** jsonb holds texts, not their escapes (manual §8.14), so it takes neither NUL nor half a surrogate pair. */
function checkJsonb(text: string): string {
  // `JSON.stringify` escapes only these two, and control characters.
  for (const [escape] of text.matchAll(/\\(?:u(?:0000|d[89a-f]..)|.)/g)) {
    if (escape.length > 2) throw new ValueError("holds a NUL character or an unpaired surrogate");
  }
  return text;
}
