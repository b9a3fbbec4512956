export type {
  ColumnDescription,
  RelationDescription,
  TableDescription,
  ValueKind,
} from "./description/table-description.js";
export type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "./driver/driver.js";

export { DatabaseError, isDatabaseError } from "./errors/database-error.js";
export type { DatabaseErrorKind } from "./errors/database-error-kind.js";

export { runTransaction } from "./transaction/run-transaction.js";
export type { Transaction } from "./transaction/transaction.js";
export type { TransactionOptions } from "./transaction/transaction-options.js";
