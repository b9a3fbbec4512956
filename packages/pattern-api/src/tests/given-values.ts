import type { Json } from "@agentflow/core";
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

/** Printable ASCII without a backslash: nearly every value is, and asking first costs less. */
const plain = /^[ -[\]-~]*$/;

/** Whether a value of the document is taken over as it is: readable, and sendable everywhere. */
export function isPresentable(value: Json): boolean {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > exampleLimit) return false;
  return plain.test(text) || !/\p{Surrogate}|\\ud[89a-f]/u.test(text);
}
