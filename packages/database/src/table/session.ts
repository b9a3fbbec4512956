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

/** Runs a task in a transaction. */
type Atomic = <Result>(
  task: (executor: Executor) => Promise<Result>,
  options: CallOptions,
) => Promise<Result>;

/** How a session runs its statements. */
export interface SessionModes {
  /** Left out: the session is a transaction itself. */
  readonly atomic?: Atomic;
  /** It is a transaction that writes nothing. Default: false. */
  readonly readOnly?: boolean | undefined;
}

/** What the tables of a database, or of a transaction, run their statements with. */
export class Session {
  readonly shared: SharedParts;
  readonly inTransaction: boolean;
  /** It is a transaction that writes nothing. */
  readonly readOnly: boolean;
  readonly executor: Executor;
  readonly #atomic: Atomic;

  constructor(
    shared: SharedParts,
    executor: Executor,
    { atomic, readOnly = false }: SessionModes = {},
  ) {
    this.shared = shared;
    this.inTransaction = atomic === undefined;
    this.readOnly = readOnly;
    this.executor = executor;
    this.#atomic = atomic ?? ((task) => task(executor));
  }

  /** Runs a statement that only reads: it may be run again when the connection is lost. */
  read(
    text: string,
    values: Statement["values"],
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    return this.executor.run(this.#named(text, values), { signal, readOnly: true });
  }

  write(
    text: string,
    { values }: StatementBuilder,
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    return this.executor.run(this.#named(text, values), { signal });
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
