import { FieldError, within } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import { shown } from "../../table/usage-error.js";
import type { DocumentType, ValueType } from "../description/value-type.js";
import { anyCodec, decodeFields, encodeFields } from "./any-codec.js";
import { scalarCodec } from "./scalar-codecs.js";
import { unionCodec } from "./union-codec.js";
import type { ValueCodec } from "./value-codec.js";

/** The codec of a type, made once. */
export function codecOf(type: ValueType): ValueCodec {
  if (typeof type === "string") return scalarCodec(type);
  const known = made.get(type);
  if (known !== undefined) return known;
  const codec = makeCodec(type);
  made.set(type, codec);
  return codec;
}

const made = new WeakMap<object, ValueCodec>();

function makeCodec(type: Exclude<ValueType, string>): ValueCodec {
  if ("fields" in type) return documentCodec(type);
  if ("items" in type) return arrayCodec(codecOf(type.items));
  if ("values" in type) return recordCodec(codecOf(type.values));
  return unionCodec(type.oneOf, codecOf);
}

function documentCodec({ fields, others }: DocumentType): ValueCodec {
  // A map: no name has a meaning of its own, as `__proto__` has in an object.
  const codecs = new Map(fields.map(({ name, type }) => [name, codecOf(type)]));
  const rest = others && codecOf(others);
  return {
    stores: isPlainObject,
    takes: isPlainObject,
    encode: (value) =>
      encodeFields(objectOf(value), (name, part) => {
        const codec = codecs.get(name) ?? rest;
        if (codec === undefined) throw new FieldError(`is of no field: there is no ${shown(name)}`);
        return codec.encode(part);
      }),
    decode: (value) =>
      isPlainObject(value)
        ? decodeFields(value, (name, part) => (codecs.get(name) ?? rest ?? anyCodec).decode(part))
        : anyCodec.decode(value),
  };
}

function recordCodec(codec: ValueCodec): ValueCodec {
  return {
    stores: isPlainObject,
    takes: isPlainObject,
    encode: (value) => encodeFields(objectOf(value), (_, part) => codec.encode(part)),
    decode: (value) =>
      isPlainObject(value)
        ? decodeFields(value, (_, part) => codec.decode(part))
        : anyCodec.decode(value),
  };
}

function arrayCodec(codec: ValueCodec): ValueCodec {
  return {
    stores: Array.isArray,
    takes: Array.isArray,
    encode: (value) => {
      if (!Array.isArray(value)) throw new FieldError("must be an array");
      return Array.from(value, (item: unknown, index) =>
        within(String(index), () => codec.encode(item)),
      );
    },
    decode: (value) =>
      Array.isArray(value) ? value.map((item) => codec.decode(item)) : anyCodec.decode(value),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isPlainObject(value)) throw new FieldError("must be an object");
  return value;
}
