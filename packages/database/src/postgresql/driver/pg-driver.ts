import { systemClock } from "@agentflow/core/runtime";
import { ConnectionPool } from "../../pool/connection-pool.js";
import { PooledConnection } from "../../pool/pooled-connection.js";
import { poolSettings } from "../../pool/pool-settings.js";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { postgresql } from "../dialect/postgresql.js";
import { type OpenContext, openSession } from "./open-session.js";
import type { PgDriverOptions } from "./pg-driver-options.js";
import type { PgSession } from "./pg-session.js";

/** Connections of a pool. */
export interface PoolStatus {
  /** In use, or being made. */
  readonly taken: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

const ping: Statement = { text: "select 1", values: [] };

/**
 * A pool of connections to a PostgreSQL server, through `pg`. Connections are made when they are needed; those that
 * break are replaced.
 */
export class PgDriver implements Driver {
  readonly dialect = postgresql;
  readonly #pool: ConnectionPool<PgSession>;

  /** @throws RangeError when a number is not one that it can be */
  constructor(options: PgDriverOptions = {}) {
    const { statementTimeout, onError, clock = systemClock } = options;
    if (statementTimeout !== undefined && !(statementTimeout >= 1)) {
      throw new RangeError(`statementTimeout is ${statementTimeout}; it must be 1 or more.`);
    }
    const settings = poolSettings(options.pool);
    const context: OpenContext = {
      clock,
      patience: settings.connectTimeout,
      statementTimeout,
      onBroken: (session, error) => {
        this.#pool.forget(session);
        onError?.(error);
      },
    };
    const open = (timeout: number, signal: AbortSignal | undefined): Promise<PgSession> =>
      openSession(options, context, timeout, signal);
    this.#pool = new ConnectionPool(open, settings, clock);
  }

  get pool(): PoolStatus {
    return this.#pool.status;
  }

  async connect(options?: RunOptions): Promise<Connection> {
    const session = await this.#pool.take(options);
    return new PooledConnection(session, (broken) => {
      this.#pool.give(session, broken);
    });
  }

  async run(statement: Statement, options?: RunOptions): Promise<StatementResult> {
    const taken = this.#pool.take(options);
    const session = taken instanceof Promise ? await taken : taken;
    try {
      return await session.run(statement, options);
    } finally {
      this.#pool.give(session);
    }
  }

  /**
   * Asks the server for a sign of life.
   * @throws {DatabaseError} when there is none
   */
  async check(options?: RunOptions): Promise<void> {
    await this.run(ping, options);
  }

  /** Waits for the connections in use to be given back, then closes all. New callers and waiting ones are refused. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** A driver for a PostgreSQL server. Connects when the first statement comes. */
export function pgDriver(options?: PgDriverOptions): PgDriver {
  return new PgDriver(options);
}
