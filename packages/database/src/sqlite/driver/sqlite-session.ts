import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { type Clock, ConcurrencyLimiter } from "@agentflow/core/runtime";
import type { RunOptions, Statement, StatementResult, WireValue } from "../../driver/driver.js";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import type { StatementRunner } from "../../pool/pooled-connection.js";
import { restriction } from "../dialect/restriction.js";
import { sqliteError } from "../errors/sqlite-error.js";
import { checkValues } from "./check-values.js";
import { StatementCache } from "./statement-cache.js";

/** Milliseconds between attempts while others hold a lock, at first and at most. */
const [firstWait, longestWait] = [1, 50];
/** Milliseconds that statements take one after the other before anything else of the program goes on. */
const longestRun = 10;
const nothing: StatementResult = { rows: [], count: 0 };
const noOptions: RunOptions = {};

/** The one connection to a database. */
export class SqliteSession implements StatementRunner {
  readonly #database: DatabaseSync;
  readonly #statements: StatementCache;
  readonly #busyTimeout: number;
  readonly #clock: Clock;
  /** Statements wait here for each other. */
  readonly #turns: ConcurrencyLimiter;
  #rested: number;
  /** A transaction that only reads has begun. */
  #restricted = false;
  /** Why SQLite ended a transaction by itself: until somebody rolls back, statements would take effect at once. */
  #ended: DatabaseError | undefined;

  constructor(database: DatabaseSync, busyTimeout: number, clock: Clock) {
    this.#database = database;
    this.#statements = new StatementCache(database);
    this.#busyTimeout = busyTimeout;
    this.#clock = clock;
    this.#turns = new ConcurrencyLimiter({ limit: 1, maxQueue: Infinity, clock });
    this.#rested = clock.now();
  }

  /**
   * Runs a statement. While another connection holds a lock, it is tried again until the time is up. The database runs
   * in this thread: once begun, nothing can cancel it.
   * @throws {DatabaseError} whatever goes wrong
   */
  async run(statement: Statement, { signal }: RunOptions = noOptions): Promise<StatementResult> {
    const turn = this.#turns.enter({ signal });
    try {
      if (turn !== undefined) await turn;
    } catch (error) {
      throw abortError(error);
    }
    try {
      if (this.#clock.now() - this.#rested >= longestRun) await this.#rest();
      return await this.#untilUnlocked(() => this.#attempt(statement), signal);
    } finally {
      this.#turns.leave();
    }
  }

  /** Runs a script of any number of statements. @throws {DatabaseError} whatever goes wrong */
  async execute(script: string): Promise<void> {
    await this.#untilUnlocked(() => {
      try {
        this.#database.exec(script);
        return nothing;
      } catch (error) {
        return sqliteError(error, this.#columnsOf);
      }
    }, undefined);
  }

  /** Undoes what a caller left open. Never throws. */
  reset(): void {
    this.#ended = undefined;
    try {
      if (this.#database.isTransaction) this.#database.exec("rollback");
      if (this.#restricted) this.#database.exec("pragma query_only = off");
      this.#restricted = false;
    } catch {
      // The next caller's own statement tells.
    }
  }

  close(): void {
    this.#database.close();
  }

  #attempt(statement: Statement): StatementResult | DatabaseError {
    if (this.#ended !== undefined) return this.#afterEnd(statement.text, this.#ended);
    const inTransaction = this.#database.isTransaction;
    try {
      return this.#execute(statement);
    } catch (error) {
      const failure = sqliteError(error, this.#columnsOf);
      if (inTransaction && !this.#database.isTransaction) this.#ended = failure;
      return failure;
    }
  }

  #execute(statement: Statement): StatementResult {
    checkValues(statement.values);
    if (statement.text === restriction) this.#restricted = true;
    const prepared = this.#statements.get(statement);
    if (prepared === undefined) return nothing;
    if (!prepared.reads) {
      const { changes } = prepared.statement.run(...statement.values);
      return { rows: [], count: prepared.changes ? Number(changes) : 0 };
    }
    // as the statement was set to give them
    const rows = prepared.statement.all(...statement.values) as unknown as WireValue[][];
    return { rows, count: rows.length };
  }

  #afterEnd(text: string, cause: DatabaseError): StatementResult | DatabaseError {
    if (/^\s*rollback\s*;?\s*$/i.test(text)) {
      this.#ended = undefined;
      return nothing;
    }
    const message = `SQLite has rolled the transaction back: ${cause.message}`;
    const { kind, code, table, columns, constraint, retryable } = cause;
    const fields = { kind, code, table, columns, constraint, retryable };
    return new DatabaseError(message, { ...fields, cause });
  }

  async #untilUnlocked(
    attempt: () => StatementResult | DatabaseError,
    signal: AbortSignal | undefined,
  ): Promise<StatementResult> {
    let wait = firstWait;
    let end: number | undefined;
    for (;;) {
      if (signal?.aborted) throw abortError(signal.reason);
      const result = attempt();
      if (!(result instanceof DatabaseError)) return result;
      end ??= this.#clock.now() + this.#busyTimeout;
      const left = end - this.#clock.now();
      if (!isLocked(result) || left <= 0) throw result;
      await this.#sleep(Math.min(wait, left), signal);
      wait = Math.min(wait * 2, longestWait);
    }
  }

  /** Lets the program's timers and sockets have their turn: statements that are awaited one by one leave them none. */
  async #rest(): Promise<void> {
    await setImmediate();
    this.#rested = this.#clock.now();
  }

  async #sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#clock.sleep(milliseconds, signal);
    } catch (error) {
      throw abortError(error);
    }
  }

  readonly #columnsOf = (table: string): readonly string[] => {
    const statement = this.#database.prepare("select name from pragma_table_xinfo(?)");
    return statement.all(table).map(({ name }) => String(name));
  };
}

function isLocked({ code }: DatabaseError): boolean {
  return code === "SQLITE_BUSY" || code === "SQLITE_LOCKED";
}
