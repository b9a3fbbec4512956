import type {
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

/** Any value of MongoDB, as a program gets it where its type is not known. */
export type MongoValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | ObjectId
  | Decimal128
  | UUID
  | Binary
  | BSONRegExp
  | Timestamp
  | Code
  | DBRef
  | Double
  | Int32
  | Long
  | MinKey
  | MaxKey
  | readonly MongoValue[]
  | { readonly [name: string]: MongoValue };
