import {
  type Clock,
  ConcurrencyLimiter,
  ConcurrencyLimitExceededError,
  systemClock,
} from "@agentflow/core/runtime";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { closedError } from "../../pool/connection-pool.js";
import { PooledConnection } from "../../pool/pooled-connection.js";
import { sqlite } from "../dialect/sqlite.js";
import {
  type SqliteDriverOptions,
  type SqliteSettings,
  sqliteSettings,
} from "./sqlite-driver-options.js";
import { openSession } from "./open-session.js";
import type { SqliteSession } from "./sqlite-session.js";

const noOptions: RunOptions = {};

/**
 * An SQLite database, through `node:sqlite`. It has one connection, so callers take turns: whoever has it, as a
 * transaction does, keeps the others waiting.
 */
export class SqliteDriver implements Driver {
  readonly dialect = sqlite;
  readonly #settings: SqliteSettings;
  readonly #clock: Clock;
  readonly #turns: ConcurrencyLimiter;
  #session: SqliteSession | undefined;
  #closed: Promise<void> | undefined;

  /** @throws RangeError when a time is negative, or a pragma none that can be set */
  constructor(options: SqliteDriverOptions) {
    const { clock = systemClock } = options;
    this.#settings = sqliteSettings(options);
    this.#clock = clock;
    this.#turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity, clock });
  }

  async connect(options: RunOptions = noOptions): Promise<Connection> {
    const session = await this.#enter(options);
    return new PooledConnection(session, () => {
      this.#leave(session);
    });
  }

  async run(statement: Statement, options: RunOptions = noOptions): Promise<StatementResult> {
    const session = await this.#enter(options);
    try {
      return await session.run(statement, options);
    } finally {
      this.#leave(session);
    }
  }

  /** Waits for the connection in use to be given back, then closes the database. Those who wait are refused. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #end(): Promise<void> {
    await this.#turns.enter();
    this.#session?.close();
    this.#turns.leave();
  }

  async #enter(options: RunOptions): Promise<SqliteSession> {
    if (this.#closed !== undefined) throw closedError();
    await this.#turn(options);
    try {
      if (this.#closed !== undefined) throw closedError();
      return (this.#session ??= await openSession(this.#settings, this.#clock));
    } catch (error) {
      this.#turns.leave();
      throw error;
    }
  }

  async #turn({ signal }: RunOptions): Promise<void> {
    const { turnTimeout } = this.#settings;
    try {
      await this.#turns.enter({ signal, maxWait: turnTimeout });
    } catch (error) {
      if (!(error instanceof ConcurrencyLimitExceededError)) throw abortError(error);
      const message = `The connection is in use; it did not become free within ${turnTimeout} ms.`;
      throw new DatabaseError(message, { kind: "timeout", retryable: true });
    }
  }

  #leave(session: SqliteSession): void {
    session.reset();
    this.#turns.leave();
  }
}

/** A driver for an SQLite database. Opens it when the first statement comes. */
export function sqliteDriver(options: SqliteDriverOptions): SqliteDriver {
  return new SqliteDriver(options);
}
