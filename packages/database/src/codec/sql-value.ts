import type { JsonValue } from "./json-text.js";

/** A value of a statement that a user writes. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly SqlValue[]
  | { readonly [key: string]: JsonValue };
