import { bsonClass } from "#mini-mongo/bson-values";

const classes: Readonly<Record<string, string>> = {
  Int32: "int",
  Long: "long",
  Double: "double",
  Decimal128: "decimal",
  ObjectId: "objectId",
  Binary: "binData",
  UUID: "binData",
  Timestamp: "timestamp",
  BSONRegExp: "regex",
  Code: "javascript",
  DBRef: "object",
  MinKey: "minKey",
  MaxKey: "maxKey",
};

/** A value's type as `$type` calls it (MongoDB manual, "BSON Types"); `undefined` when there is no value. */
export function bsonTypeOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (value instanceof Date) return "date";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  if (typeof value === "bigint") return "long";
  return classes[bsonClass(value) ?? ""] ?? "object";
}

const numeric: ReadonlySet<string> = new Set(["int", "long", "double", "decimal"]);

export function isOfType(value: unknown, type: unknown): boolean {
  const own = bsonTypeOf(value);
  return own === type || (type === "number" && own !== undefined && numeric.has(own));
}
