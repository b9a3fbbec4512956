import type { RunOptions, Statement, StatementResult } from "../driver/driver.js";
import { type Measuring, measured } from "../metrics/measured.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import type { StatementNames } from "../sql/statement-names.js";
import type { TablePlans } from "./table-plan.js";

/** Runs single statements: a driver, or a transaction's connection. */
export interface Executor {
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
}

/** What all sessions of a database share. */
export interface SharedParts extends Measuring {
  readonly plans: TablePlans;
  readonly names: StatementNames;
}

/** How one call runs. */
export interface CallOptions {
  /** Cancels the statement on the server. */
  readonly signal?: AbortSignal | undefined;
}

/** What the tables of a database, or of a transaction, run their statements with. */
export class Session {
  readonly shared: SharedParts;
  readonly inTransaction: boolean;
  readonly #executor: Executor;
  readonly #atomic: <Result>(
    task: (executor: Executor) => Promise<Result>,
    options: CallOptions,
  ) => Promise<Result>;

  /** @param atomic runs a task in a transaction; left out: this is one */
  constructor(
    shared: SharedParts,
    executor: Executor,
    atomic?: <Result>(
      task: (executor: Executor) => Promise<Result>,
      options: CallOptions,
    ) => Promise<Result>,
  ) {
    this.shared = shared;
    this.inTransaction = atomic === undefined;
    this.#executor = executor;
    this.#atomic = atomic ?? ((task) => task(executor));
  }

  /** Runs a statement that only reads: it may be run again when the connection is lost. */
  read(
    text: string,
    values: Statement["values"],
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    return this.#executor.run(this.#named(text, values), { signal, readOnly: true });
  }

  write(
    text: string,
    { values }: StatementBuilder,
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    return this.#executor.run(this.#named(text, values), { signal });
  }

  /** Runs a task whose statements take effect together. */
  atomic<Result>(
    task: (session: Session) => Promise<Result>,
    options: CallOptions,
  ): Promise<Result> {
    if (this.inTransaction) return task(this);
    return this.#atomic((executor) => task(new Session(this.shared, executor)), options);
  }

  /** Runs a call, and measures it where somebody wants to know. @param name such as `orders.find` */
  measured<Result>(table: string, name: string, call: () => Promise<Result>): Promise<Result> {
    return measured(this.shared, `${table}.${name}`, call);
  }

  #named(text: string, values: Statement["values"]): Statement {
    return { text, values, name: this.shared.names.nameOf(text) };
  }
}
