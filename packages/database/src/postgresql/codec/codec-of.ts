import type { ValueKind } from "../../description/table-description.js";
import type { ValueDescription } from "../../dialect/value-dialect.js";
import { arrayCodec } from "./array-text.js";
import { bytesCodec } from "./bytes-codec.js";
import type { TextWireCodec } from "./text-wire-codec.js";
import { dateCodec } from "./date-codec.js";
import { jsonCodec } from "./json-codec.js";
import {
  bigintCodec,
  bigintNumberCodec,
  floatCodec,
  integerCodec,
  numericNumberCodec,
} from "./number-codecs.js";
import { booleanCodec, textCodec } from "./text-codec.js";

const codecs: Readonly<Record<ValueKind, TextWireCodec | ((type: string) => TextWireCodec)>> = {
  boolean: booleanCodec,
  number: integerCodec,
  bigint: bigintCodec,
  float: floatCodec,
  text: textCodec,
  bytes: bytesCodec,
  json: jsonCodec,
  date: dateCodec,
  "numeric-number": numericNumberCodec,
  "bigint-number": bigintNumberCodec,
  // Its columns have one type each, whose values are texts.
  any: textCodec,
};

/** The codec for values of a column that are not null. */
export function codecOf({ kind, type, array, dimensions = 1 }: ValueDescription): TextWireCodec {
  const elementType = type.replace(/(?:\[\])+$/, "");
  const codec = codecs[kind];
  const element = typeof codec === "function" ? codec(elementType) : codec;
  if (!array) return element;
  return arrayCodec(element, {
    delimiter: elementType === "box" ? ";" : ",",
    dimensions,
  });
}
