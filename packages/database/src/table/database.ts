import type { DatabaseCacheOptions } from "../cache/cache-options.js";
import type { Clock, MetricsRecorder } from "@agentflow/core/runtime";
import type { Sql } from "../sql/sql.js";
import type { TransactionOptions } from "../transaction/transaction-options.js";
import type { AnyTable } from "./define-table.js";
import type { QueryColumns, QueryRow } from "./query-columns.js";
import type { LockMode } from "./read-options.js";
import type { CallOptions } from "./session.js";
import type { Table } from "./table.js";

/** Tables by the keys under which a program finds them. */
export type Tables = Readonly<Record<string, AnyTable>>;

/** @typeParam Definitions the database's tables */
export interface DatabaseOptions<Definitions = Tables> {
  /** The database's name in measurements. Default: none. */
  readonly name?: string | undefined;
  /** Takes one measurement for each call, such as `orders.find`. Default: none are taken. */
  readonly metrics?: MetricsRecorder | undefined;
  /** Keeps rows that are read by their primary key. Default: none are kept. */
  readonly cache?: DatabaseCacheOptions<Definitions> | undefined;
  /** For the durations of measurements, and the times of the cache. Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/** Statements that a user writes. */
export interface Querying {
  /**
   * Runs a statement whose values are apart, and reads its rows by the kinds of its columns, in the statement's order:
   * `{ n: "bigint", note: "text?", tags: "text[]" }`.
   * @throws {DatabaseError} whatever goes wrong; kind "data" when a value is none of its kind
   */
  query<const Columns extends QueryColumns>(
    statement: Sql,
    columns: Columns,
    options?: CallOptions,
  ): Promise<QueryRow<Columns>[]>;
  /** Runs a statement whose rows are not read. @returns how many it returned or changed */
  query(statement: Sql, columns?: undefined, options?: CallOptions): Promise<number>;
}

/** The tables of a transaction. Of no use when its task has ended. */
export type DatabaseTransaction<Definitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends AnyTable
    ? Table<Definitions[Name], Definitions, LockMode>
    : never;
} & Querying & {
    /**
     * Runs a task in a transaction within this one, by a savepoint: when it fails, what it did is undone, and this one
     * can go on.
     * @throws what the task throws
     */
    transaction<Result>(
      task: (transaction: DatabaseTransaction<Definitions>) => Promise<Result>,
    ): Promise<Result>;
  };

/** The tables of a database, and what it does as a whole. */
export type Database<Definitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends AnyTable
    ? Table<Definitions[Name], Definitions>
    : never;
} & Querying & {
    /**
     * Runs a task in a transaction: commits when it succeeds, rolls back when it fails. When serialization fails or a
     * deadlock is broken, the whole is run again.
     * @throws {DatabaseError} when the database fails, the time is up or the signal aborts
     * @throws what the task throws
     */
    transaction<Result>(
      task: (transaction: DatabaseTransaction<Definitions>) => Promise<Result>,
      options?: TransactionOptions,
    ): Promise<Result>;
    /** Waits for what is under way, then closes every connection. */
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
  };
