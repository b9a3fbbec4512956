import type { Json } from "@agentflow/core";

/** A JSON object as it was parsed. Read names from a document with `ownValue`; fixed keywords may be read directly. */
export type JsonObject = { readonly [key: string]: Json };

/** True for `{…}`, and not for an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for `[…]`; narrows better than `Array.isArray` does for a readonly array. */
export function isJsonArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of a key that the document chose; never one that every object inherits, such as `constructor`. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value when it is a string that is not empty. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
