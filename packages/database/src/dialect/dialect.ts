import type { ConditionDialect } from "./condition-dialect.js";
import type { ReadDialect } from "./read-dialect.js";
import type { TransactionDialect } from "./transaction-dialect.js";
import type { ValueDialect } from "./value-dialect.js";
import type { WriteDialect } from "./write-dialect.js";

/**
 * What one kind of database writes otherwise than others: the parts of statements that differ, and how values travel.
 * Nothing is sent from here. What a dialect cannot express it refuses with a `DatabaseError` of kind "syntax".
 */
export interface Dialect
  extends ValueDialect, ConditionDialect, ReadDialect, WriteDialect, TransactionDialect {
  /** The database's name in messages: `PostgreSQL`. */
  readonly title: string;
  /**
   * A name, quoted, so that every character stands for itself.
   * @throws {DatabaseError} kind "syntax" when the database can have no such name
   */
  quote(name: string): string;
}
