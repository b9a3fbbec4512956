import { compareText } from "./compare-text.js";
import type { Json } from "./literal.js";

/** A value with the keys of its objects in order, at every depth; lists keep theirs. */
export function sortedJson(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sortedJson(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => compareText(left, right));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortedJson(item)]));
}
