export type { JsonValue } from "./codec/json-text.js";
export type { SqlValue } from "./codec/sql-value.js";

export type { DatabaseCacheOptions, TableCacheOptions } from "./cache/cache-options.js";
export { type CachedTable, cacheStatistics, forgetRows } from "./cache/kept-rows.js";

export type {
  ArrayDimensions,
  ColumnDescription,
  NestedArray,
  RelationDescription,
  TableDescription,
  StoredValue,
  ValueKind,
} from "./description/table-description.js";
export type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
  WireValue,
} from "./driver/driver.js";
export type { Dialect } from "./dialect/dialect.js";

export { DatabaseError, isDatabaseError } from "./errors/database-error.js";
export type { DatabaseErrorKind } from "./errors/database-error-kind.js";

export { type Sql, sql, type SqlPart, type SqlTag } from "./sql/sql.js";

export { createDatabase } from "./table/create-database.js";
export type {
  Database,
  DatabaseOptions,
  DatabaseTransaction,
  Querying,
  Tables,
} from "./table/database.js";
export { type AnyTable, defineTable, type TableDefinition } from "./table/define-table.js";
export type { Condition, Filter } from "./table/filter.js";
export type { QueryColumn, QueryColumns, QueryRow } from "./table/query-columns.js";
export type { Direction, LockMode, OrderBy } from "./table/read-options.js";
export type { CallOptions } from "./table/session.js";
export type { Page, Table } from "./table/table.js";

export { runTransaction } from "./transaction/run-transaction.js";
export type { Transaction } from "./transaction/transaction.js";
export type { TransactionOptions } from "./transaction/transaction-options.js";
