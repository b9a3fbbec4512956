import { FieldError } from "../../documents/field-error.js";
import type { ValueType } from "../description/value-type.js";
import { anyCodec } from "./any-codec.js";
import { classCodec, textKinds } from "./scalar-codecs.js";
import type { ValueCodec } from "./value-codec.js";

/** Where a value can be of several, the first that takes it: whole numbers are ints before they are doubles. */
const order: readonly unknown[] = ["null", "int", "double", "long"];

const numbers: readonly ValueType[] = ["int", "double", "long", "decimal"];

/** A codec for values of any of some types. */
export function unionCodec(
  types: readonly ValueType[],
  codecOf: (type: ValueType) => ValueCodec,
): ValueCodec {
  const kinds = types.filter((type) => type === "string" || isTextKind(type) || type === "number");
  const ambiguous = kinds.length > 1;
  // A decimal among any numbers would be a text too.
  const each = types.flatMap((type) => (ambiguous && type === "number" ? numbers : [type]));
  const members = each
    .toSorted((one, other) => rank(one) - rank(other))
    .map((type) => (ambiguous && isTextKind(type) ? classCodec(type) : codecOf(type)));
  return {
    stores: (value) => members.some((member) => member.stores(value)),
    takes: (value) => members.some((member) => member.takes(value)),
    encode: (value) => {
      const member = members.find((candidate) => candidate.takes(value));
      if (member === undefined) throw new FieldError(problem(types));
      return member.encode(value);
    },
    decode: (value) =>
      (members.find((candidate) => candidate.stores(value)) ?? anyCodec).decode(value),
  };
}

function rank(type: ValueType): number {
  const place = order.indexOf(type);
  return place === -1 ? order.length : place;
}

function isTextKind(type: ValueType): type is keyof typeof textKinds {
  return typeof type === "string" && Object.hasOwn(textKinds, type);
}

function problem(types: readonly ValueType[]): string {
  return `must be one of ${types.map((type) => typeName(type)).join(", ")}`;
}

function typeName(type: ValueType): string {
  if (typeof type === "string") return type;
  if ("items" in type) return "array";
  return "oneOf" in type ? "several" : "object";
}
