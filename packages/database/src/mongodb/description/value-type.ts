/**
 * A type of MongoDB's values. What a program gets:
 *
 * | type | in a program |
 * | --- | --- |
 * | `string`, `boolean`, `null` | the same |
 * | `int`, `double` | `number` |
 * | `long` | `bigint` |
 * | `decimal` | text, all its digits |
 * | `number`: any of these four | `number`, `bigint` or text |
 * | `date` | `Date` |
 * | `objectId` | text of 24 hexadecimal digits |
 * | `uuid` | text with hyphens |
 * | `bytes` | `Uint8Array` |
 * | `any` | as it is; the driver's classes for what JavaScript has no type for |
 */
export type ScalarKind =
  | "string"
  | "int"
  | "double"
  | "long"
  | "decimal"
  | "number"
  | "boolean"
  | "date"
  | "objectId"
  | "uuid"
  | "bytes"
  | "null"
  | "any";

export type ValueType = ScalarKind | DocumentType | RecordType | ArrayType | UnionType;

/** A document within a document, or the whole. */
export interface DocumentType {
  /** In their order. A list, because names in documents may be anything, also what objects have by themselves. */
  readonly fields: readonly FieldDescription[];
  /** What fields hold that are not described. Left out: there are none. */
  readonly others?: ValueType;
}

/** A document whose names are data. */
export interface RecordType {
  readonly values: ValueType;
}

export interface ArrayType {
  readonly items: ValueType;
}

/**
 * One of several types. Where texts are among them, and ObjectIds, decimals or UUIDs too, the latter are the driver's
 * own classes: their texts would be mistaken for the others.
 */
export interface UnionType {
  readonly oneOf: readonly ValueType[];
}

export interface FieldDescription {
  /** In the database, and in a program. */
  readonly name: string;
  readonly type: ValueType;
  /** Documents may do without it. */
  readonly optional?: true;
}
