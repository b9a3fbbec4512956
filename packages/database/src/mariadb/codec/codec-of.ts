import type { Codec } from "../../codec/codec.js";
import { jsonText } from "../../codec/json-text.js";
import { booleanValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import type { ValueKind } from "../../description/table-description.js";
import type { ValueDescription } from "../../dialect/value-dialect.js";
import { DatabaseError } from "../../errors/database-error.js";
import { familyOf } from "../dialect/type-family.js";
import { bitBigintCodec, bitBooleanCodec, bytesCodec } from "./bytes-codec.js";
import { dateCodec } from "./date-codec.js";
import {
  bigintCodec,
  bigintNumberCodec,
  floatCodec,
  integerCodec,
  numericNumberCodec,
} from "./number-codecs.js";
import { textCodec, wireText } from "./text-codec.js";

/** `true` and `false`, which the server has as 1 and 0. */
const booleanCodec: Codec = {
  encode: (value) => (booleanValue(value) ? "1" : "0"),
  decode: (wire) => {
    if (wire === "1") return true;
    if (wire === "0") return false;
    throw new ValueError("was no boolean in the database");
  },
};

/**
 * Numbers are read as `JSON.parse` reads them: one with more digits than a number holds is rounded. Where that matters,
 * read the column as text. What JSON has no word for is refused instead of becoming `null`.
 */
const jsonCodec: Codec = {
  encode: jsonText,
  decode: (wire) => {
    const text = wireText(wire);
    try {
      return JSON.parse(text) as unknown; // whatever was stored
    } catch {
      throw new ValueError("was no JSON in the database");
    }
  },
};

const codecs: Readonly<Record<ValueKind, Codec | ((type: string) => Codec)>> = {
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

const bitCodecs: Partial<Readonly<Record<ValueKind, Codec>>> = {
  boolean: bitBooleanCodec,
  bigint: bitBigintCodec,
  bytes: bytesCodec,
};

/**
 * The codec for values of a column that are not null.
 * @throws {DatabaseError} kind "syntax" for arrays, which MariaDB has not, and for bits as what they cannot be
 */
export function codecOf({ kind, type, array }: ValueDescription): Codec {
  if (array) throw unsupported("MariaDB has no arrays.");
  if (familyOf(type) === "bit") {
    const codec = bitCodecs[kind];
    if (codec !== undefined) return codec;
    throw unsupported(`Bits are read as boolean, bigint or bytes, not as ${kind}.`);
  }
  const codec = codecs[kind];
  return typeof codec === "function" ? codec(type) : codec;
}

function unsupported(message: string): DatabaseError {
  return new DatabaseError(message, { kind: "syntax" });
}
