export { Binary, BSONRegExp, Decimal128, ObjectId, Timestamp, UUID } from "mongodb";

export type {
  Collection,
  DocumentPage,
  DocumentUpsertOptions,
  ReadableCollection,
} from "./mongodb/collection/collection.js";
export type { MongoCallOptions, MongoOptions } from "./mongodb/connection/mongo-options.js";
export type { MongoTransactionOptions } from "./mongodb/connection/run-transaction.js";
export { createMongoDatabase } from "./mongodb/create-mongo-database.js";
export type { CollectionDescription } from "./mongodb/description/collection-description.js";
export {
  type AnyCollection,
  type CollectionDefinition,
  defineCollection,
  type DocumentChanges,
  type NewDocument,
} from "./mongodb/description/define-collection.js";
export type { MongoValue } from "./mongodb/description/mongo-value.js";
export type {
  ArrayType,
  DocumentType,
  FieldDescription,
  RecordType,
  ScalarKind,
  UnionType,
  ValueType,
} from "./mongodb/description/value-type.js";
export type { BoundCollections, Collections, MongoDatabase } from "./mongodb/mongo-database.js";
export type { DocumentDirection, DocumentOrder } from "./mongodb/query/document-order.js";
export type { DocumentFilter, FieldCondition } from "./mongodb/query/filter.js";
