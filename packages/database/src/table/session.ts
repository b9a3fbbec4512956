import type { DatabaseCache } from "../cache/database-cache.js";
import type { ForgottenRows } from "../cache/forgotten-rows.js";
import type { TableCache } from "../cache/table-cache.js";
import type { RunOptions, Statement, StatementResult } from "../driver/driver.js";
import { type MeasuredCall, type Measuring, measured } from "../metrics/measured.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import type { StatementNames } from "../sql/statement-names.js";
import type { TablePlan, TablePlans } from "./table-plan.js";

/** Runs single statements: a driver, or a transaction's connection. */
export interface Executor {
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
}

/** What all sessions of a database share. */
export interface SharedParts extends Measuring {
  readonly plans: TablePlans;
  readonly names: StatementNames;
  /** `undefined`: no rows are kept. */
  readonly caches: DatabaseCache | undefined;
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
  /** Reads the rows that are kept. Left out: rows are read as they are now. */
  readonly loader?: Executor | undefined;
  /** Collects rows that are to be forgotten. Left out: they are forgotten at once. */
  readonly forgotten?: ForgottenRows | undefined;
}

/** What the tables of a database, or of a transaction, run their statements with. */
export class Session {
  readonly shared: SharedParts;
  readonly inTransaction: boolean;
  /** It is a transaction that writes nothing. */
  readonly readOnly: boolean;
  readonly executor: Executor;
  readonly #atomic: Atomic;
  readonly #loader: Executor | undefined;
  readonly #forgotten: ForgottenRows | undefined;

  constructor(
    shared: SharedParts,
    executor: Executor,
    { atomic, readOnly = false, loader, forgotten }: SessionModes = {},
  ) {
    this.shared = shared;
    this.inTransaction = atomic === undefined;
    this.readOnly = readOnly;
    this.executor = executor;
    this.#atomic = atomic ?? ((task) => task(executor));
    this.#loader = loader;
    this.#forgotten = forgotten;
  }

  /** Runs a statement that only reads: it may be run again when the connection is lost. */
  read(
    text: string,
    values: Statement["values"],
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    return this.executor.run(this.#named(text, values), { signal, readOnly: true });
  }

  /** Where rows of a table are kept for this session; `undefined`: they are read. */
  cacheOf(plan: TablePlan): TableCache | undefined {
    return this.#loader && this.shared.caches?.of(plan);
  }

  /** Reads a row that is to be kept. */
  load(
    text: string,
    values: Statement["values"],
    { signal }: CallOptions,
  ): Promise<StatementResult> {
    const loader = this.#loader ?? this.executor;
    return loader.run(this.#named(text, values), { signal, readOnly: true });
  }

  /** Forgets rows that are kept: in a transaction, when that has taken effect. @param ids default: all */
  async forget(cache: TableCache, ids?: readonly string[]): Promise<void> {
    if (this.#forgotten === undefined) await cache.forget(ids);
    else this.#forgotten.add(cache, ids);
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
  measured<Result>(
    table: string,
    name: string,
    call: (own: MeasuredCall) => Promise<Result>,
  ): Promise<Result> {
    return measured(this.shared, `${table}.${name}`, call);
  }

  #named(text: string, values: Statement["values"]): Statement {
    return { text, values, name: this.shared.names.nameOf(text) };
  }
}
