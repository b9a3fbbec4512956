import type { ArrayDimensions } from "../../description/table-description.js";
import { ArrayReader } from "./array-reader.js";
import { ArrayWriter } from "./array-writer.js";
import type { TextWireCodec } from "./text-wire-codec.js";
import { ValueError } from "../../codec/value-error.js";

export interface ArrayOptions {
  /** Between elements. Default: `,`, which only the type box does otherwise. */
  readonly delimiter?: string;
  /**
   * Dimensions of every array but those without elements, which have none. "any": elements are no arrays, and what is
   * one is a dimension. Default: "any".
   */
  readonly dimensions?: ArrayDimensions;
}

/**
 * Arrays in PostgreSQL's own syntax (manual §8.15.6). Bounds other than 1 are not kept: an array of a program begins
 * where it begins.
 */
export function arrayCodec(element: TextWireCodec, options: ArrayOptions = {}): TextWireCodec {
  return {
    encode: (value) => encodeArray(value, element, options),
    decode: (text) => new ArrayReader(text, element, options).read(),
  };
}

/** @throws {ValueError} when it is no array, or none that PostgreSQL can hold */
export function encodeArray(
  value: unknown,
  element: Pick<TextWireCodec, "encode" | "plain">,
  options: ArrayOptions = {},
): string {
  if (!Array.isArray(value)) throw new ValueError("must be an array");
  return new ArrayWriter(element, options).write(value);
}

/** Texts, or null, as an array of one dimension. @param plain none of them needs quotes */
export function arrayText(
  texts: readonly (string | null)[],
  plain: boolean,
  delimiter = ",",
): string {
  const items = texts.map((text) => (text === null ? "NULL" : plain ? text : quoted(text)));
  return `{${items.join(delimiter)}}`;
}

/** Quoted even where it is not needed: `NULL`, braces, spaces, the delimiter and nothing at all would be. */
export function quoted(text: string): string {
  // Looking is four times as fast as replacing, and most texts have nothing to replace.
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
