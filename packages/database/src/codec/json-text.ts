import { ValueError } from "./value-error.js";

/** Any JSON value. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

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
