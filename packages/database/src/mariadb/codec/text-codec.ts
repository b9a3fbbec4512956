import type { Codec } from "../../codec/codec.js";
import { textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/** What the server writes and reads as text, unchanged. */
export const textCodec: Codec = { encode: textValue, decode: wireText };

/** @throws {ValueError} when the database gave bytes */
export function wireText(wire: unknown): string {
  if (typeof wire === "string") return wire;
  throw new ValueError("was bytes in the database, not a text");
}
