import type { Json } from "@agentflow/core";
import { isJsonArray } from "../document/json-object.js";
import { isJsonObject, ownValue, type SchemaObject } from "./schema-index.js";

/** Characters of JSON up to which an example is taken whole. */
const exampleLimit = 4096;

/** The examples of a schema, in the words of OpenAPI 3.0 and of 3.1. */
export function examplesOf(keywords: SchemaObject): readonly Json[] {
  const { example, examples } = keywords;
  return [
    ...(example === undefined ? [] : [example]),
    ...(Array.isArray(examples) ? examples : []),
  ];
}

/** The value a schema itself shows first: an example, else its default. */
export function ownExample(keywords: SchemaObject): Json | undefined {
  const { example, examples } = keywords;
  if (example !== undefined && example !== null) return example;
  const shown = Array.isArray(examples)
    ? examples.find((value: Json) => value !== null)
    : undefined;
  return shown ?? keywords["default"] ?? undefined;
}

/** The part of an example that stands for one property. */
export function hintFor(hint: Json | undefined, name: string): Json | undefined {
  return isJsonObject(hint) ? ownValue(hint, name) : undefined;
}

/** Whether the JSON of a value has so many characters at most. */
export function fitsInto(limit: number, value: Json): boolean {
  return leastLength(value, limit) <= limit && JSON.stringify(value).length <= limit;
}

/**
 * Characters that the JSON of a value has at least, as if nothing in it were escaped. Ends the count beyond the limit:
 * documents have examples of a megabyte, which are not printed only to be found too long.
 */
function leastLength(value: Json, limit: number): number {
  const waiting: Json[] = [value];
  let length = 0;
  for (let next = waiting.pop(); next !== undefined && length <= limit; next = waiting.pop()) {
    if (typeof next === "string") length += next.length;
    else if (isJsonArray(next)) {
      length += next.length;
      for (const item of next) waiting.push(item);
    } else if (isJsonObject(next)) {
      for (const key of Object.keys(next)) {
        length += key.length + '"":,'.length;
        waiting.push(next[key] ?? null);
      }
    }
  }
  return length;
}

/** Printable ASCII without a backslash: nearly every value is, and asking first costs less. */
const plain = /^[ -[\]-~]*$/;

/** Whether a value of the document is taken over as it is: readable, and sendable everywhere. */
export function isPresentable(value: Json): boolean {
  if (leastLength(value, exampleLimit) > exampleLimit) return false;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > exampleLimit) return false;
  return plain.test(text) || !/\p{Surrogate}|\\ud[89a-f]/u.test(text);
}
