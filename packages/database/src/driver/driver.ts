import type { Dialect } from "../dialect/dialect.js";

/**
 * A value on its way to a database or back, as its dialect writes and reads it. PostgreSQL's and MariaDB's are texts, as
 * the servers write them; SQLite's have its storage classes: integers are bigints, reals numbers.
 */
export type WireValue = string | number | bigint | Uint8Array | null;

/** A statement with its values apart. */
export interface Statement {
  readonly text: string;
  /** In the order of their placeholders, as the dialect writes them. */
  readonly values: readonly WireValue[];
  /** Same text, same name: the server keeps it prepared. Left out: prepared for once. */
  readonly name?: string;
}

/** What a statement gave. */
export interface StatementResult {
  /** Values by position, as the dialect reads them. */
  readonly rows: readonly (readonly WireValue[])[];
  /** Rows that were returned or changed. */
  readonly count: number;
}

/** How a statement is run. */
export interface RunOptions {
  /** Cancels the statement on the server. */
  readonly signal?: AbortSignal | undefined;
  /** The statement changes nothing: it does no harm to run it again when the connection is lost. Default: false. */
  readonly readOnly?: boolean | undefined;
}

/** One connection, taken for one caller. */
export interface Connection {
  /**
   * Runs one statement.
   * @throws {DatabaseError} whatever goes wrong
   */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /** Gives the connection back. `broken`: it is closed instead. Called once. */
  release(broken?: boolean): void;
}

/** What reaches a database: pools of real servers, or an embedded one. */
export interface Driver {
  /** What the database behind it speaks. */
  readonly dialect: Dialect;
  /** Waits for a connection. @throws {DatabaseError} when there is none in time */
  connect(options?: RunOptions): Promise<Connection>;
  /** Runs one statement on any connection. @throws {DatabaseError} whatever goes wrong */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void>;
}
