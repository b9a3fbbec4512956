import { deserialize, serialize } from "bson";

/** A document as the fake keeps it: numbers are BSON's own classes, so that none loses its type. */
export type Fields = Readonly<Record<string, unknown>>;

const exact = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

export function readFields(bytes: Uint8Array): Fields {
  return deserialize(bytes, exact);
}

/** A value of the same types that shares nothing with the first. */
export function copied(fields: Fields): Record<string, unknown> {
  return deserialize(serialize(fields), exact);
}

/** A text that two values share when they are the same bytes. */
export function identity(value: unknown): string {
  return Buffer.from(serialize({ value })).toString("base64");
}

export function bsonClass(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const name: unknown = Reflect.get(value, "_bsontype");
  return typeof name === "string" ? name : undefined;
}

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    bsonClass(value) === undefined
  );
}

/** What a command's number says, whatever its type. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" || ["Int32", "Double", "Long"].includes(bsonClass(value) ?? "")
    ? Number(value)
    : undefined;
}
