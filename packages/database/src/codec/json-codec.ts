import type { Codec } from "./codec.js";
import { checkText } from "./text-codec.js";
import { ValueError } from "./value-error.js";

/** Any JSON value. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * json and jsonb. Numbers are read as `JSON.parse` reads them: one with more digits than a number holds is rounded.
 * Where that matters, read the column as text. What JSON has no word for is refused instead of becoming `null`.
 */
export function jsonCodec(type: string): Codec {
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

/** @throws {ValueError} when JSON has no word for a part of the value */
export function jsonText(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value, refuse);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof ValueError) throw error;
    // A circle, or something too deep.
    throw new ValueError("cannot be written as JSON");
  }
  throw new ValueError("is no JSON value");
}

/** Called by `JSON.stringify` for every part, `this` being what holds it. */
function refuse(this: unknown, _key: string, value: unknown): unknown {
  switch (typeof value) {
    case "number":
      if (Number.isFinite(value)) return value;
      throw new ValueError("holds a number that is not finite, which JSON has no word for");
    case "bigint":
      throw new ValueError("holds a bigint, which JSON has no word for");
    case "undefined":
      // A property that is undefined is left out; an element would become null.
      if (!Array.isArray(this)) return value;
      throw new ValueError("holds an undefined element, which JSON has no word for");
    case "function":
    case "symbol":
      throw new ValueError(`holds a ${typeof value}, which JSON has no word for`);
    default:
      return value;
  }
}

/** jsonb holds texts, not their escapes (manual §8.14), so it takes neither NUL nor half a surrogate pair. */
function checkJsonb(text: string): string {
  // `JSON.stringify` escapes only these two, and control characters.
  for (const [escape] of text.matchAll(/\\(?:u(?:0000|d[89a-f]..)|.)/g)) {
    if (escape.length > 2) throw new ValueError("holds a NUL character or an unpaired surrogate");
  }
  return text;
}
