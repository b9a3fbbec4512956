import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from "mongodb";
import type { ScalarKind } from "@agentflow/database/mongodb";

/** The kind of a value that is neither document nor array, read with its exact type. */
export function storedKind(value: unknown): ScalarKind {
  if (value === null || value === undefined) return "null";
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "number":
      return "double";
    case "bigint":
      return "long";
    default:
      return classKind(value);
  }
}

function classKind(value: unknown): ScalarKind {
  if (value instanceof Int32) return "int";
  if (value instanceof Double) return "double";
  // Timestamps are longs by their class.
  if (value instanceof Timestamp) return "any";
  if (value instanceof Long) return "long";
  if (value instanceof Decimal128) return "decimal";
  if (value instanceof ObjectId) return "objectId";
  if (value instanceof Date) return "date";
  if (value instanceof Binary) {
    if (value.sub_type === Binary.SUBTYPE_UUID) return "uuid";
    return value.sub_type === Binary.SUBTYPE_DEFAULT ? "bytes" : "any";
  }
  return "any";
}
