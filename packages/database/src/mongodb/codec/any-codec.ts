import {
  Binary,
  BSONRegExp,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from "mongodb";
import { FieldError, within } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import type { ValueCodec } from "./value-codec.js";

/** The driver's classes for what JavaScript has no type for. */
const classes = [
  ObjectId,
  Decimal128,
  UUID,
  Binary,
  BSONRegExp,
  Timestamp,
  Code,
  DBRef,
  Double,
  Int32,
  Long,
  MinKey,
  MaxKey,
] as const;

/** Documents within documents at most (MongoDB manual, "MongoDB Limits and Thresholds"). */
const deepest = 100;
/** Bounds of an int64. */
const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];

/** Any value. Nothing in it is an operator, or more than data. */
export const anyCodec: ValueCodec = {
  stores: () => true,
  takes: (value) => value !== undefined,
  encode: (value) => encode(value, 0),
  decode,
};

function encode(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
      return value;
    case "bigint":
      return int64(value);
    case "object":
      return value === null ? null : encodeObject(value, depth);
    default:
      throw new FieldError(
        `must not be ${value === undefined ? "undefined" : `a ${typeof value}`}`,
      );
  }
}

function encodeObject(value: object, depth: number): unknown {
  if (value instanceof Date) return checkedDate(value);
  if (value instanceof Uint8Array) return new Binary(value);
  if (classes.some((each) => value instanceof each)) return value;
  if (depth >= deepest) throw new FieldError(`is nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) {
    // Not `map`: holes would stay holes.
    return Array.from(value, (item: unknown, index) =>
      within(String(index), () => encode(item ?? null, depth + 1)),
    );
  }
  if (!isPlainObject(value)) throw new FieldError("is an object of a class that cannot be stored");
  return encodeFields(value, (_, part) => encode(part, depth + 1));
}

/** A document of own properties, whatever their names. What is `undefined` is left out. */
export function encodeFields(
  value: Readonly<Record<string, unknown>>,
  encodePart: (name: string, part: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.map(([name, part]) => [checkedName(name), within(name, () => encodePart(name, part))]),
  );
}

/** The driver would take an object with this name for one of its classes, and ends names at a NUL. */
function checkedName(name: string): string {
  if (name === "_bsontype") throw new FieldError('has a field "_bsontype", which cannot be stored');
  if (name.includes("\0")) throw new FieldError("has a field whose name holds a NUL character");
  return name;
}

export function int64(value: bigint): bigint {
  if (value < least || value > most) throw new FieldError("is beyond 64 bits");
  return value;
}

/** The driver's timestamps are longs too, by their class. */
export function isLong(value: unknown): value is Long {
  return value instanceof Long && !(value instanceof Timestamp);
}

export function checkedDate(value: Date): Date {
  if (Number.isNaN(value.getTime())) throw new FieldError("is an invalid date");
  return value;
}

function decode(value: unknown): unknown {
  if (value instanceof Binary) return plainBytes(value) ?? value;
  // Of what was sent just now: the driver itself reads them as numbers.
  if (value instanceof Int32 || value instanceof Double) return value.valueOf();
  if (isLong(value)) return value.toBigInt();
  if (Array.isArray(value)) return value.map((item) => decode(item));
  return isPlainObject(value) ? decodeFields(value, (_, part) => decode(part)) : value;
}

export function decodeFields(
  value: Readonly<Record<string, unknown>>,
  decodePart: (name: string, part: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, decodePart(name, part)]),
  );
}

/** Bytes of no special kind; those of others, such as UUIDs, say more than their bytes. */
export function plainBytes(value: Binary): Uint8Array | undefined {
  return value.sub_type === Binary.SUBTYPE_DEFAULT
    ? Uint8Array.from(value.buffer.subarray(0, value.position))
    : undefined;
}
