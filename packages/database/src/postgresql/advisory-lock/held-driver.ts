import { ConcurrencyLimiter } from "@agentflow/core/runtime";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { abortError } from "../../errors/abort-error.js";
import { closedError } from "../../pool/connection-pool.js";
import { postgresql } from "../dialect/postgresql.js";
import { PooledConnection } from "../../pool/pooled-connection.js";

/** A connection that is held, as a driver: statements and transactions on it take turns. */
export class HeldDriver implements Driver {
  readonly dialect = postgresql;
  readonly #connection: Connection;
  readonly #onBroken: () => void;
  readonly #turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity });
  #ended = false;

  /** @param onBroken told when a transaction leaves the connection in a state that nobody knows */
  constructor(connection: Connection, onBroken: () => void) {
    this.#connection = connection;
    this.#onBroken = onBroken;
  }

  async connect({ signal }: RunOptions = {}): Promise<Connection> {
    await this.#enter(signal);
    return new PooledConnection(this.#connection, (broken) => {
      if (broken) {
        this.#ended = true;
        this.#onBroken();
      }
      this.#turns.leave();
    });
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<StatementResult> {
    await this.#enter(options.signal);
    try {
      return await this.#connection.run(statement, options);
    } finally {
      this.#turns.leave();
    }
  }

  /** Waits for what is under way, and refuses what comes. The connection stays open for whoever holds it. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#turns.enter();
    this.#turns.leave();
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#ended) throw closedError();
    try {
      await this.#turns.enter({ signal });
    } catch (error) {
      throw abortError(error);
    }
    if (!this.#isEnded()) return;
    this.#turns.leave();
    throw closedError();
  }

  #isEnded(): boolean {
    return this.#ended;
  }
}
