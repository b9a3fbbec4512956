import type { Connection, RunOptions, Statement, StatementResult } from "../driver/driver.js";
import { connectionError } from "../errors/connection-error.js";
import { DatabaseError, isDatabaseError } from "../errors/database-error.js";

/** What a transaction's task runs its statements with. Of no use when the task has ended. */
export interface Transaction {
  /**
   * Runs one statement, after those before it.
   * @throws {DatabaseError} whatever goes wrong; the transaction can then only be rolled back
   */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /**
   * Runs a task in a transaction within this one, by a savepoint: when it fails, what it did is undone, and this one
   * can go on. Until it ends, only its own object can be used.
   * @throws what the task throws
   */
  transaction<Result>(task: (nested: Transaction) => Promise<Result>): Promise<Result>;
}

/** The connection of a transaction, for as long as its task runs. */
export class OpenTransaction implements Transaction {
  readonly #connection: Connection;
  readonly #forbidden: RegExp;
  readonly #signal: AbortSignal | undefined;
  readonly #depth: number;
  #ended = false;
  /** While it is open, this one cannot be used. */
  #nested: OpenTransaction | undefined;
  #failure: DatabaseError | undefined;
  readonly #underWay = new Set<Promise<unknown>>();

  /**
   * @param forbidden statements that would end it, or change its savepoints, behind its back
   * @param depth 0 for the outermost
   */
  constructor(
    connection: Connection,
    forbidden: RegExp,
    signal: AbortSignal | undefined,
    depth = 0,
  ) {
    this.#connection = connection;
    this.#forbidden = forbidden;
    this.#signal = signal;
    this.#depth = depth;
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<StatementResult> {
    this.#mustBeOpen();
    if (this.#forbidden.test(statement.text)) {
      const message = "A transaction is ended by the end of its task, not by a statement.";
      throw new DatabaseError(message, { kind: "syntax" });
    }
    return this.#send(statement, options);
  }

  async transaction<Result>(task: (nested: Transaction) => Promise<Result>): Promise<Result> {
    this.#mustBeOpen();
    const nested = new OpenTransaction(
      this.#connection,
      this.#forbidden,
      this.#signal,
      this.#depth + 1,
    );
    this.#nested = nested;
    try {
      return await this.#runNested(nested, task);
    } finally {
      this.#nested = undefined;
    }
  }

  /** From now on nothing can be run. Resolves when the statements under way have ended; tasks may go on. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.#underWay, this.#nested?.end()]);
  }

  /**
   * Ends it, to be committed. PostgreSQL answers the COMMIT of a transaction that has failed with a silent ROLLBACK,
   * so a task that caught the error would believe that it succeeded; others would commit the rest.
   * @throws {DatabaseError} when one of its statements failed
   */
  async finish(): Promise<void> {
    const unfinished = this.#nested !== undefined;
    await this.end();
    if (unfinished) {
      const message = "The transaction was rolled back, as its task did not wait for a nested one.";
      throw new DatabaseError(message, { kind: "closed" });
    }
    if (this.#failure === undefined) return;
    const cause = this.#failure;
    const message = `The transaction was rolled back, as a statement of it had failed: ${cause.message}`;
    const { kind, code, schema, table, columns, constraint, retryable } = cause;
    throw new DatabaseError(message, {
      kind,
      code,
      schema,
      table,
      columns,
      constraint,
      retryable,
      cause,
    });
  }

  async #runNested<Result>(
    nested: OpenTransaction,
    task: (nested: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const savepoint = `agentflow_${this.#depth + 1}`;
    await this.#control(`savepoint ${savepoint}`);
    let result: Result;
    try {
      result = await task(nested);
      await nested.finish();
    } catch (error) {
      await nested.end();
      await this.#undo(savepoint);
      throw error;
    }
    await this.#control(`release savepoint ${savepoint}`);
    return result;
  }

  async #undo(savepoint: string): Promise<void> {
    // Whoever has ended this one rolls back everything.
    if (this.#ended) return;
    try {
      await this.#control(`rollback to savepoint ${savepoint}`);
      await this.#control(`release savepoint ${savepoint}`);
    } catch {
      // This one has failed too then, and says so when it ends.
    }
  }

  #control(text: string): Promise<StatementResult> {
    return this.#send({ text, values: [] }, {});
  }

  async #send(statement: Statement, options: RunOptions): Promise<StatementResult> {
    const signals = [options.signal, this.#signal].filter((signal) => signal !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const running = this.#connection.run(statement, { ...options, signal });
    this.#track(running);
    try {
      return await running;
    } catch (error) {
      const failure = isDatabaseError(error) ? error : connectionError(error, { progress: "sent" });
      this.#failure ??= failure;
      throw failure;
    }
  }

  #track(work: Promise<unknown>): void {
    const settled = work.then(ignore, ignore).finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }

  #mustBeOpen(): void {
    if (!this.#ended && this.#nested === undefined) return;
    const message = this.#ended
      ? "The transaction has ended."
      : "A nested transaction is open: until it ends, only its own object can be used.";
    throw new DatabaseError(message, { kind: "closed" });
  }
}

function ignore(): void {
  // Its own caller is told.
}
