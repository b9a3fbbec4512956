import type { Codec } from "../../codec/codec.js";
import type { ValueKind } from "../../description/table-description.js";
import type { ValueDescription } from "../../dialect/value-dialect.js";
import { DatabaseError } from "../../errors/database-error.js";
import { anyCodec } from "./any-codec.js";
import { dateCodec } from "./date-codec.js";
import {
  bigintCodec,
  booleanCodec,
  floatCodec,
  integerCodec,
  numericNumberCodec,
} from "./number-codecs.js";
import { bytesCodec, jsonCodec, textCodec } from "./text-codecs.js";

const codecs: Readonly<Record<ValueKind, Codec>> = {
  boolean: booleanCodec,
  number: integerCodec,
  bigint: bigintCodec,
  float: floatCodec,
  text: textCodec,
  bytes: bytesCodec,
  json: jsonCodec,
  date: dateCodec,
  "numeric-number": numericNumberCodec,
  "bigint-number": integerCodec,
  any: anyCodec,
};

/** The codec for values that are not null: by kind alone, as any column can hold any storage class. */
export function codecOf({ kind, array }: ValueDescription): Codec {
  if (!array) return codecs[kind];
  throw new DatabaseError("SQLite has no arrays.", { kind: "syntax" });
}
