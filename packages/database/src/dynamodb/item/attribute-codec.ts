import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { FieldError } from "../../documents/field-error.js";
import type { AttributeKind } from "./dynamo-value.js";
import { decodeAny, encodeAny } from "./any-codec.js";
import { numberText } from "./number-text.js";

/** A value of one attribute, as DynamoDB takes it. @throws FieldError when it is none of its kind */
export function encodeAttribute(value: unknown, kind: AttributeKind): AttributeValue {
  switch (kind) {
    case "string":
      if (typeof value === "string") return { S: value };
      throw new FieldError("must be a text");
    case "number":
      if (typeof value === "number") return { N: numberText(value) };
      throw new FieldError("must be a number");
    case "bigint":
      if (typeof value === "bigint") return { N: numberText(value) };
      if (typeof value === "number" && Number.isSafeInteger(value)) return { N: numberText(value) };
      throw new FieldError("must be a bigint, or a whole number within 2^53");
    case "decimal":
      if (typeof value === "string") return { N: numberText(value) };
      throw new FieldError("must be a decimal number as text");
    case "bytes":
      if (value instanceof Uint8Array) return { B: value };
      throw new FieldError("must be a Uint8Array");
    case "boolean":
      if (typeof value === "boolean") return { BOOL: value };
      throw new FieldError("must be a boolean");
    case "any":
      return encodeAny(value);
  }
}

/**
 * The value of an attribute. One of another kind comes as `any` has it: attributes hold what was written.
 * @throws FieldError when a `number` would be rounded
 */
export function decodeAttribute(value: AttributeValue, kind: AttributeKind): unknown {
  const { N: text } = value;
  if (text === undefined) return decodeAny(value);
  if (kind === "decimal") return text;
  if (kind === "bigint" && /^-?\d+$/.test(text)) return BigInt(text);
  const exact = decodeAny(value);
  if (kind === "number" && typeof exact !== "number") {
    throw new FieldError("is a number in the database that JavaScript would round");
  }
  return exact;
}
