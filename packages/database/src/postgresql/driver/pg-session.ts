import { Socket } from "node:net";
import { type Clock, ConcurrencyLimiter } from "@agentflow/core/runtime";
import type { Client } from "pg";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { databaseError } from "../errors/from-error.js";
import { serverFields } from "../errors/server-fields.js";
import type { PooledSession } from "../../pool/connection-pool.js";
import { CancelWatch } from "./cancel-watch.js";
import type { RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import type { CancelTarget } from "./pg-cancel.js";
import { PgQuery } from "./pg-query.js";
import { textValues } from "./check-statement.js";
import { PreparedStatements } from "./prepared-statements.js";

/** What a session has to know beside its client. */
export interface SessionContext {
  readonly clock: Clock;
  /** Milliseconds that a cancelled statement may take to end, and the answer after a statement timeout. */
  readonly patience: number;
  /** Milliseconds; the server's own limit is set when it connects. */
  readonly statementTimeout: number | undefined;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
  /** Told when the session breaks while nothing runs on it. */
  readonly onBroken: (session: PgSession, error: DatabaseError) => void;
}

/** What the server calls a session, for cancelling. */
export type SessionKey = Pick<CancelTarget, "processId" | "secretKey">;

/** A statement under way. */
interface Running {
  readonly reject: (error: unknown) => void;
  readonly stopTimer: (() => void) | undefined;
  /** What the server said; it counts when the server is ready again, or gone. */
  failure: unknown;
}

/** Milliseconds that a server has to close a connection that said goodbye. */
const endTimeout = 1_000;
const noOptions: RunOptions = {};

/**
 * One connected client of `pg`: one statement at a time, settled only when the server is ready for the next or gone,
 * so that the state of the connection is known whenever somebody decides about it.
 */
export class PgSession implements PooledSession {
  readonly #client: Client;
  readonly #key: SessionKey;
  readonly #context: SessionContext;
  readonly #prepared = new PreparedStatements();
  /** Statements wait here for each other. */
  readonly #turns: ConcurrencyLimiter;
  #query: PgQuery | undefined;
  #running: Running | undefined;
  #broken = false;

  /** @param client connected */
  constructor(client: Client, key: SessionKey, context: SessionContext) {
    this.#client = client;
    this.#key = key;
    this.#context = context;
    const { clock } = context;
    this.#turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity, clock });
    // The server is ready and nothing waits: the end of a statement that failed.
    client.on("drain", () => {
      if (this.#running?.failure !== undefined) this.#fail(this.#running.failure);
    });
    // Without a listener an error of the connection would end the process.
    client.on("error", (error) => {
      this.#lost(error);
    });
    client.on("end", () => {
      this.#lost(new Error("the server closed it"));
    });
  }

  get usable(): boolean {
    const idle = !this.#broken && this.#turns.running === 0;
    return idle && this.#client.getTransactionStatus() === "I";
  }

  /**
   * Runs a statement when those before it have ended. An abort cancels it on the server; one that comes too late
   * changes nothing.
   * @throws {DatabaseError} whatever goes wrong
   */
  async run(statement: Statement, options: RunOptions = noOptions): Promise<StatementResult> {
    textValues(statement);
    const turn = this.#turns.enter(options);
    try {
      if (turn !== undefined) await turn;
    } catch (error) {
      throw abortError(error);
    }
    try {
      const { signal } = options;
      return await (signal ? this.#runUntil(statement, signal) : this.#execute(statement));
    } catch (error) {
      const { secrets } = this.#context;
      const { readOnly } = options;
      throw databaseError(error, { progress: this.#query?.progress, readOnly, secrets });
    } finally {
      this.#query = undefined;
      this.#turns.leave();
    }
  }

  async close(): Promise<void> {
    this.#broken = true;
    const stopTimer = this.#context.clock.after(endTimeout, () => {
      this.destroy();
    });
    try {
      await this.#client.end();
    } finally {
      stopTimer();
    }
  }

  destroy(): void {
    this.#broken = true;
    this.#client.connection.stream.destroy();
  }

  async #runUntil(statement: Statement, signal: AbortSignal): Promise<StatementResult> {
    if (signal.aborted) throw abortError(signal.reason);
    const { clock, patience } = this.#context;
    const watch = new CancelWatch(
      signal,
      () => this.#cancelTarget(),
      patience,
      clock,
      () => {
        this.destroy();
      },
    );
    try {
      return await this.#execute(statement);
    } catch (error) {
      const code = serverFields(error)?.code;
      if (!watch.requested || (code !== undefined && code !== "57014")) throw error;
      throw abortError(signal.reason, code === undefined && this.#query?.progress !== "unsent");
    } finally {
      await watch.end();
    }
  }

  /** A statement that the server cannot use as it prepared it is prepared again, once. */
  async #execute(statement: Statement): Promise<StatementResult> {
    // Within a transaction the failure has ended that.
    const alone = this.#client.getTransactionStatus() === "I";
    try {
      return await this.#send(statement);
    } catch (error) {
      const { name } = statement;
      const outdated = isOutdated(error);
      const doubtful = outdated || this.#query?.parsed === true;
      if (name !== undefined && doubtful) this.#prepared.forget(name);
      if (name === undefined || !outdated || !alone || this.#broken) throw error;
    }
    return this.#send(statement);
  }

  #send(statement: Statement): Promise<StatementResult> {
    return new Promise((resolve, reject) => {
      const query = new PgQuery(
        statement,
        this.#prepared,
        (result) => {
          this.#settle();
          resolve(result);
        },
        (error) => {
          this.#failed(error);
        },
      );
      this.#query = query;
      this.#running = { reject, stopTimer: this.#startTimer(), failure: undefined };
      try {
        this.#client.query(query);
      } catch (error) {
        // Half of it may have been sent.
        this.destroy();
        this.#fail(error);
      }
    });
  }

  /** The server's own limit is of no use when the server is silent. */
  #startTimer(): (() => void) | undefined {
    const { statementTimeout, patience, clock } = this.#context;
    if (statementTimeout === undefined) return undefined;
    const limit = statementTimeout + patience;
    return clock.after(limit, () => {
      this.#fail(
        new DatabaseError(
          `The server gave no answer within ${limit} ms. Whether the statement took effect is unknown.`,
          { kind: "timeout", outcomeUnknown: true },
        ),
      );
      this.destroy();
    });
  }

  #cancelTarget(): CancelTarget {
    const { host, port, ssl, connection } = this.#client;
    const { stream } = connection;
    // A name may stand for several servers.
    const address = stream instanceof Socket ? stream.remoteAddress : undefined;
    return { host, port, ssl, address, ...this.#key };
  }

  #failed(error: unknown): void {
    // After what the server says it is ready again, or closes the connection.
    if (this.#running !== undefined && serverFields(error)) this.#running.failure = error;
    else this.#fail(error);
  }

  #lost(error: unknown): void {
    const first = !this.#broken;
    this.#broken = true;
    if (this.#running !== undefined) this.#fail(this.#running.failure ?? error);
    else if (first) {
      const { secrets, onBroken } = this.#context;
      onBroken(this, databaseError(error, { secrets }));
    }
  }

  #fail(error: unknown): void {
    this.#settle()?.reject(error);
  }

  #settle(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    running?.stopTimer?.();
    return running;
  }
}

/**
 * True when the server has not begun a statement because it cannot use it as it was prepared: the tables have
 * changed ("cached plan must not change result type"), or somebody has dropped it.
 */
function isOutdated(error: unknown): boolean {
  const fields = serverFields(error);
  if (fields?.code === "26000") return true;
  return fields?.code === "0A000" && fields.routine === "RevalidateCachedQuery";
}
