import type { Dialect } from "../dialect/dialect.js";
import type { DatabaseError } from "../errors/database-error.js";

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

/** What a statement reads beside its text. */
export interface StatementInput extends AsyncIterable<Uint8Array> {
  /** Told in the server's words where it was in the input when it refused. They may hold values. */
  refused?(where: string): void;
}

/** How a statement is run. */
export interface RunOptions {
  /** Cancels the statement on the server. */
  readonly signal?: AbortSignal | undefined;
  /** The statement changes nothing: it does no harm to run it again when the connection is lost. Default: false. */
  readonly readOnly?: boolean | undefined;
  /**
   * What the statement reads beside its text, as COPY FROM STDIN does. Read once, as fast as the server takes it. When
   * it fails, so does the statement. Default: nothing.
   */
  readonly input?: StatementInput | undefined;
  /**
   * Told of each piece that the statement writes beside its rows, as COPY TO STDOUT does. The bytes hold only during
   * the call. While a promise that it gives is pending, no more is read. Must not throw. Default: they are dropped.
   */
  readonly output?: ((piece: Uint8Array) => Promise<void> | undefined) | undefined;
}

/** One connection, taken for one caller. */
export interface Connection {
  /**
   * Runs one statement.
   * @throws {DatabaseError} whatever goes wrong
   */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /**
   * Calls a listener once when the connection breaks, also while nothing runs on it. Left out: it cannot break.
   * @returns forgets the listener
   */
  onLost?(listener: (error: DatabaseError) => void): () => void;
  /** Gives the connection back. `broken`: it is closed instead. Called once. */
  release(broken?: boolean): void;
}

/** What reaches a database: pools of real servers, or an embedded one. */
export interface Driver {
  /** What the database behind it speaks. */
  readonly dialect: Dialect;
  /** Where a change is seen as soon as it is made, when reads may go elsewhere. Left out: here. */
  readonly primary?: Pick<Driver, "run">;
  /**
   * Waits for a connection. `readOnly`: nothing is changed on it.
   * @throws {DatabaseError} when there is none in time
   */
  connect(options?: RunOptions): Promise<Connection>;
  /** Runs one statement on any connection. @throws {DatabaseError} whatever goes wrong */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void>;
}
