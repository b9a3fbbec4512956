import { type Clock, ConcurrencyLimiter } from "@agentflow/core/runtime";
import type { PrepareStatementInfo } from "mysql2";
import { abortError } from "../../errors/abort-error.js";
import { unknownOutcome } from "../../errors/connection-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { CancelWatch } from "../../driver/cancel-watch.js";
import type { RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import type { PooledSession } from "../../pool/connection-pool.js";
import { keepWhole } from "../codec/read-value.js";
import { mariadbError } from "../errors/mariadb-error.js";
import { numberOf } from "../errors/server-error.js";
import type { MariadbClient } from "./connect-client.js";
import { killQuery } from "./kill-query.js";
import { parametersOf } from "./parameters.js";
import { type Answer, isIdle, readAnswer } from "./read-answer.js";
import type { ServerAddress } from "./server-address.js";

/** What a session has to know beside its client. */
export interface SessionContext {
  readonly clock: Clock;
  /** Milliseconds that a cancelled statement may take to end, and the answer after a statement timeout. */
  readonly patience: number;
  /** Milliseconds; the server's own limit is set when it connects. */
  readonly statementTimeout: number | undefined;
  readonly address: ServerAddress;
  /** What the server calls the connection. */
  readonly connectionId: string;
  /** Bytes of a message that the server takes at most. */
  readonly mostBytes: number;
  /** Told when the session breaks while nothing runs on it. */
  readonly onBroken: (session: MariadbSession, error: DatabaseError) => void;
}

/** Milliseconds that a server has to close a connection that said goodbye. */
const endTimeout = 1_000;
const noOptions: RunOptions = {};
/** KILL QUERY ended it. */
const interrupted = 1317;
/** Statements of transactions, which need no preparing: they have neither values nor rows. */
const control =
  /^(?:set transaction|start transaction|commit|rollback|savepoint|release savepoint)\b/;

/** One connected client of `mysql2`: one statement at a time, prepared, by the binary protocol. */
export class MariadbSession implements PooledSession {
  readonly #client: MariadbClient;
  readonly #context: SessionContext;
  /** Statements wait here for each other. */
  readonly #turns: ConcurrencyLimiter;
  /** Of the statement under way. */
  #reject: ((error: unknown) => void) | undefined;
  #sent = false;
  #broken = false;
  /** True when no transaction is open, as the server said last. */
  #idle = true;

  /** @param client connected */
  constructor(client: MariadbClient, context: SessionContext) {
    this.#client = client;
    this.#context = context;
    const { clock } = context;
    this.#turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity, clock });
    client.connection.on("error", (error: unknown) => {
      this.#lost(error);
    });
    client.socket.once("close", () => {
      this.#lost(new Error("the server closed it"));
    });
  }

  get usable(): boolean {
    return !this.#broken && this.#turns.running === 0 && this.#idle;
  }

  /**
   * Runs a statement when those before it have ended. An abort cancels it on the server; one that comes too late
   * changes nothing.
   * @throws {DatabaseError} whatever goes wrong
   */
  async run(statement: Statement, options: RunOptions = noOptions): Promise<StatementResult> {
    const turn = this.#turns.enter(options);
    try {
      if (turn !== undefined) await turn;
    } catch (error) {
      throw abortError(error);
    }
    this.#sent = false;
    try {
      const parameters = parametersOf(statement, this.#context.mostBytes);
      const { signal } = options;
      return await (signal
        ? this.#runUntil(statement, parameters, signal)
        : this.#execute(statement, parameters));
    } catch (error) {
      const { secrets } = this.#context.address;
      const progress = this.#sent ? "sent" : "unsent";
      throw mariadbError(error, { progress, readOnly: options.readOnly, secrets });
    } finally {
      this.#turns.leave();
    }
  }

  async close(): Promise<void> {
    this.#broken = true;
    const { connection, socket } = this.#client;
    if (socket.closed) return;
    const stopTimer = this.#context.clock.after(endTimeout, () => {
      this.destroy();
    });
    await new Promise<void>((resolve) => {
      socket.once("close", () => {
        resolve();
      });
      connection.end();
    });
    stopTimer();
  }

  destroy(): void {
    this.#broken = true;
    this.#client.socket.destroy();
  }

  async #runUntil(
    statement: Statement,
    parameters: readonly unknown[],
    signal: AbortSignal,
  ): Promise<StatementResult> {
    if (signal.aborted) throw abortError(signal.reason);
    const { clock, patience, address, connectionId } = this.#context;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const watch = new CancelWatch(
      signal,
      (late) => killQuery({ address, connectionId, ended }, clock, late),
      patience,
      clock,
      () => {
        this.destroy();
      },
    );
    try {
      return await this.#execute(statement, parameters, signal);
    } catch (error) {
      const number = numberOf(error);
      if (!watch.requested || (number !== undefined && number !== interrupted)) throw error;
      throw abortError(signal.reason, number === undefined && this.#sent);
    } finally {
      end();
      await watch.end();
    }
  }

  async #execute(
    { text, name }: Statement,
    parameters: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<StatementResult> {
    const stopTimer = this.#startTimer();
    try {
      if (control.test(text)) return this.#read(await this.#query(text));
      const prepared = await this.#prepare(text);
      try {
        // What was cancelled while it was prepared must not begin.
        signal?.throwIfAborted();
        return this.#read(await this.#executePrepared(prepared, parameters));
      } finally {
        if (name === undefined && !this.#broken) this.#client.connection.unprepare(text);
      }
    } finally {
      stopTimer?.();
    }
  }

  #query(text: string): Promise<Answer> {
    return this.#ask((done) => {
      this.#sent = true;
      this.#client.connection.query<never>(text, (error, rows, fields) => {
        done(error, { rows, fields });
      });
    });
  }

  #prepare(text: string): Promise<PrepareStatementInfo> {
    return this.#ask((done) => {
      this.#client.connection.prepare(text, done);
    });
  }

  #executePrepared(
    prepared: PrepareStatementInfo,
    parameters: readonly unknown[],
  ): Promise<Answer> {
    return this.#ask((done) => {
      this.#sent = true;
      const command = prepared.execute<never>(parameters, (error, rows, fields) => {
        done(error, { rows, fields });
      });
      command.on("fields", keepWhole);
    });
  }

  /** One exchange with the server. */
  #ask<Result>(send: (done: (error: unknown, result: Result) => void) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#broken) return this.#fail(new Error("it was closed before"));
      try {
        send((error, result) => {
          this.#reject = undefined;
          if (!(error instanceof Error)) return resolve(result);
          // Whatever the server did not report breaks the connection, which is told here and nowhere else.
          if (numberOf(error) === undefined) this.destroy();
          reject(error);
        });
      } catch (error) {
        // Half of it may have been sent.
        this.destroy();
        this.#fail(error);
      }
    });
  }

  #read(answer: Answer): StatementResult {
    const { result, status } = readAnswer(answer);
    if (status !== undefined) this.#idle = isIdle(status);
    return result;
  }

  /** The server's own limit is of no use when the server is silent. */
  #startTimer(): (() => void) | undefined {
    const { statementTimeout, patience, clock } = this.#context;
    if (statementTimeout === undefined) return undefined;
    const limit = statementTimeout + patience;
    return clock.after(limit, () => {
      this.#fail(silentError(limit, this.#sent));
      this.destroy();
    });
  }

  #lost(error: unknown): void {
    const first = !this.#broken;
    this.destroy();
    if (this.#reject !== undefined) this.#fail(error);
    else if (first) {
      const { address, onBroken } = this.#context;
      onBroken(this, mariadbError(error, { secrets: address.secrets }));
    }
  }

  #fail(error: unknown): void {
    this.#reject?.(error);
    this.#reject = undefined;
  }
}

function silentError(limit: number, outcomeUnknown: boolean): DatabaseError {
  const message = `The server gave no answer within ${limit} ms.`;
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    kind: "timeout",
    outcomeUnknown,
    retryable: !outcomeUnknown,
  });
}
