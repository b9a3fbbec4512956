import { Binary, Decimal128, Double, Int32, ObjectId, UUID } from "mongodb";
import { FieldError } from "../../documents/field-error.js";
import type { ScalarKind } from "../description/value-type.js";
import { anyCodec, checkedDate, int64, isLong, plainBytes } from "./any-codec.js";
import type { ValueCodec } from "./value-codec.js";

/** A codec whose values are the same on both sides, but for what `encode` checks. */
function codec(
  problem: string,
  stores: (value: unknown) => boolean,
  takes: (value: unknown) => boolean,
  encode: (value: unknown) => unknown = (value) => value,
  decode: (value: unknown) => unknown = (value) => value,
): ValueCodec {
  return {
    stores,
    takes,
    encode: (value) => {
      if (!takes(value)) throw new FieldError(problem);
      return encode(value);
    },
    decode: (value) => (stores(value) ? decode(value) : anyCodec.decode(value)),
  };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";
const isInt32 = (value: unknown): boolean => isNumber(value) && (value | 0) === value;

const decimalText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?(?:infinity|nan)$/i;
const hexadecimal24 = /^[0-9a-f]{24}$/i;
const uuidText = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const decimal = codec(
  "must be a decimal number as text",
  (value) => value instanceof Decimal128,
  (value) => isText(value) && decimalText.test(value),
  (value) => decimal128(String(value)),
  String,
);

const long = codec(
  "must be a bigint, or a whole number within 2^53",
  (value) => typeof value === "bigint" || isLong(value),
  (value) => typeof value === "bigint" || Number.isSafeInteger(value),
  (value) => int64(BigInt(value as bigint | number)), // it takes no others
  (value) => (isLong(value) ? value.toBigInt() : value),
);

const number: ValueCodec = {
  stores: (value) => isNumber(value) || long.stores(value) || decimal.stores(value),
  takes: (value) => isNumber(value) || typeof value === "bigint" || decimal.takes(value),
  encode: (value) => {
    if (isNumber(value)) return value;
    return typeof value === "bigint" ? long.encode(value) : decimal.encode(value);
  },
  decode: (value) => (decimal.stores(value) ? decimal.decode(value) : long.decode(value)),
};

const scalarCodecs: Readonly<Record<ScalarKind, ValueCodec>> = {
  string: codec("must be a text", isText, isText),
  boolean: codec(
    "must be a boolean",
    (value) => typeof value === "boolean",
    (value) => typeof value === "boolean",
  ),
  null: codec(
    "must be null",
    (value) => value === null,
    (value) => value === null,
  ),
  int: codec(
    "must be a whole number of 32 bits",
    isNumber,
    isInt32,
    (value) => new Int32(Number(value)),
  ),
  // Else the driver would send whole numbers as ints.
  double: codec("must be a number", isNumber, isNumber, (value) => new Double(Number(value))),
  long,
  decimal,
  number,
  date: codec(
    "must be a Date",
    (value) => value instanceof Date,
    (value) => value instanceof Date,
    (value) => checkedDate(value as Date), // it takes no others
  ),
  objectId: codec(
    "must be the 24 hexadecimal digits of an ObjectId",
    (value) => value instanceof ObjectId,
    (value) => value instanceof ObjectId || (isText(value) && hexadecimal24.test(value)),
    (value) => (value instanceof ObjectId ? value : ObjectId.createFromHexString(String(value))),
    String,
  ),
  uuid: codec(
    "must be a UUID with hyphens",
    (value) => value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID,
    (value) => isText(value) && uuidText.test(value),
    (value) => new UUID(String(value)),
    (value) => (value as Binary).toUUID().toString(), // it stores no others
  ),
  bytes: codec(
    "must be a Uint8Array",
    (value) => value instanceof Binary && plainBytes(value) !== undefined,
    (value) => value instanceof Uint8Array,
    (value) => new Binary(value as Uint8Array), // it takes no others
    (value) => plainBytes(value as Binary), // it stores no others
  ),
  any: anyCodec,
};

/** Texts that a decimal cannot hold exactly are refused, not rounded. */
function decimal128(text: string): Decimal128 {
  try {
    return Decimal128.fromString(text);
  } catch {
    throw new FieldError("has more digits than a decimal can hold (34)");
  }
}

/** Kinds whose values are texts to a program, and not to the database. */
export const textKinds = { decimal: Decimal128, objectId: ObjectId, uuid: UUID } as const;

/** The same kinds where their texts would be mistaken: the driver's own classes. */
export function classCodec(kind: keyof typeof textKinds): ValueCodec {
  const type = textKinds[kind];
  const isOne = (value: unknown): boolean => value instanceof type;
  const stores = (value: unknown): boolean => scalarCodecs[kind].stores(value);
  const toClass = (value: unknown): unknown =>
    value instanceof Binary && kind === "uuid" ? value.toUUID() : value;
  return codec(`must be a ${type.name} of the driver`, stores, isOne, undefined, toClass);
}

export function scalarCodec(kind: ScalarKind): ValueCodec {
  return scalarCodecs[kind];
}
