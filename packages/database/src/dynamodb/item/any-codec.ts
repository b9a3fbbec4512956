import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { FieldError, within } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import { DynamoNumber } from "./dynamo-value.js";
import { exactNumber, numberText } from "./number-text.js";

/** Levels that DynamoDB nests (developer guide, "Quotas"). */
const deepest = 32;

/** Any value, as DynamoDB takes it. */
export function encodeAny(value: unknown, depth = 0): AttributeValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
    case "bigint":
      return { N: numberText(value) };
    case "boolean":
      return { BOOL: value };
    case "object":
      return value === null ? { NULL: true } : encodeObject(value, depth);
    default:
      throw new FieldError(
        `must not be ${value === undefined ? "undefined" : `a ${typeof value}`}`,
      );
  }
}

function encodeObject(value: object, depth: number): AttributeValue {
  if (value instanceof DynamoNumber) return { N: numberText(value.text) };
  if (value instanceof Uint8Array) return { B: value };
  if (value instanceof Set) return encodeSet([...value]);
  if (depth >= deepest) throw new FieldError(`is nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) {
    // Not `map`: holes would stay holes.
    const items = Array.from(value, (item: unknown, index) =>
      within(String(index), () => encodeAny(item ?? null, depth + 1)),
    );
    return { L: items };
  }
  if (!isPlainObject(value)) throw new FieldError("is an object of a class that cannot be stored");
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const fields = entries.map(([name, part]) => [
    checkedName(name),
    within(name, () => encodeAny(part, depth + 1)),
  ]);
  // Own properties, whatever their names.
  return { M: Object.fromEntries(fields) as Record<string, AttributeValue> };
}

/** The AWS SDK builds requests by assigning members: it would set an object's prototype. */
export function checkedName(name: string): string {
  if (name !== "__proto__") return name;
  throw new FieldError('has an attribute "__proto__", which the AWS SDK cannot send');
}

function encodeSet(items: readonly unknown[]): AttributeValue {
  if (items.length === 0) throw new FieldError("is an empty set, which cannot be stored");
  if (items.every((item) => typeof item === "string")) return { SS: [...items] };
  if (items.every((item) => item instanceof Uint8Array)) return { BS: [...items] };
  const texts = items.map((item) => encodeAny(item).N);
  if (texts.every((text) => text !== undefined)) return { NS: texts };
  throw new FieldError("is a set of something other than texts, numbers or bytes");
}

export function decodeAny(value: AttributeValue): unknown {
  const { S, N, BOOL, NULL, B, SS, NS, BS, L, M } = value;
  if (S !== undefined) return S;
  if (N !== undefined) return exactNumber(N);
  if (BOOL !== undefined) return BOOL;
  if (NULL !== undefined) return null;
  if (B !== undefined) return B;
  if (L !== undefined) return L.map((item) => decodeAny(item));
  if (M !== undefined) {
    return Object.fromEntries(Object.entries(M).map(([name, part]) => [name, decodeAny(part)]));
  }
  return new Set<unknown>(SS ?? NS?.map((text) => exactNumber(text)) ?? BS);
}
