import { PGlite, type PGliteInterface } from "@electric-sql/pglite";
import { ConcurrencyLimiter } from "@agentflow/core/runtime";
import { abortError } from "../../errors/abort-error.js";
import { databaseError } from "../errors/from-error.js";
import { closedError } from "../../pool/connection-pool.js";
import { PooledConnection } from "../../pool/pooled-connection.js";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { postgresql } from "../dialect/postgresql.js";
import { PgliteSession } from "./pglite-session.js";

/** Which embedded database is used. */
export interface PgliteDriverOptions {
  /** Folder that keeps the data. Default: in memory. */
  readonly dataDir?: string | undefined;
  /** Scripts that are run on the database when it is opened. Default: none. */
  readonly ddl?: string | readonly string[] | undefined;
  /** A database of your own, such as one with extensions; it stays open. Default: one of the driver's own. */
  readonly pglite?: PGliteInterface | undefined;
}

const rollback: Statement = { text: "rollback", values: [] };

/**
 * An embedded PostgreSQL, through PGlite: for tests and demos. It has one session, so callers take turns: whoever has
 * a connection, as a transaction does, keeps the others waiting.
 */
export class PgliteDriver implements Driver {
  readonly dialect = postgresql;
  readonly #open: () => Promise<PGliteInterface>;
  readonly #own: boolean;
  readonly #turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity });
  #opened: Promise<{ database: PGliteInterface; session: PgliteSession }> | undefined;
  #closed: Promise<void> | undefined;

  /** @param open makes the database; default: as the options say */
  constructor(options: PgliteDriverOptions = {}, open = () => openDatabase(options)) {
    this.#open = open;
    this.#own = options.pglite === undefined;
  }

  async connect(options: RunOptions = {}): Promise<Connection> {
    const session = await this.#enter(options);
    return new PooledConnection(session, () => void this.#leave(session));
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<StatementResult> {
    const session = await this.#enter(options);
    try {
      return await session.run(statement, options);
    } finally {
      await this.#leave(session);
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
    try {
      if (this.#own) await (await this.#opened)?.database.close();
    } catch {
      // It could not be opened: whoever tried has been told.
    } finally {
      this.#turns.leave();
    }
  }

  async #enter(options: RunOptions): Promise<PgliteSession> {
    if (this.#closed !== undefined) throw closedError();
    try {
      await this.#turns.enter({ signal: options.signal });
    } catch (error) {
      throw abortError(error);
    }
    try {
      if (this.#closed !== undefined) throw closedError();
      this.#opened ??= this.#start();
      return (await this.#opened).session;
    } catch (error) {
      this.#turns.leave();
      throw databaseError(error);
    }
  }

  async #start(): Promise<{ database: PGliteInterface; session: PgliteSession }> {
    const database = await this.#open();
    return { database, session: new PgliteSession(database) };
  }

  /** There is no other session: what a caller left open is rolled back. */
  async #leave(session: PgliteSession): Promise<void> {
    try {
      if (session.inTransaction) await session.run(rollback);
    } catch {
      // The next caller's own statement tells.
    } finally {
      this.#turns.leave();
    }
  }
}

/** A driver for an embedded PostgreSQL. Opens it when the first statement comes. */
export function pgliteDriver(options?: PgliteDriverOptions): PgliteDriver {
  return new PgliteDriver(options);
}

async function openDatabase(options: PgliteDriverOptions): Promise<PGliteInterface> {
  const { dataDir, ddl = [], pglite } = options;
  const database = pglite ?? (await PGlite.create(dataDir === undefined ? {} : { dataDir }));
  try {
    for (const script of typeof ddl === "string" ? [ddl] : ddl) await database.exec(script);
    return database;
  } catch (error) {
    if (pglite === undefined) await database.close();
    throw error;
  }
}
