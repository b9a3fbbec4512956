import { systemClock } from "@agentflow/core/runtime";
import { DatabaseCache } from "../cache/database-cache.js";
import { ForgottenRows } from "../cache/forgotten-rows.js";
import type { Driver } from "../driver/driver.js";
import { isDatabaseError } from "../errors/database-error.js";
import { Sql } from "../sql/sql.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import { StatementNames } from "../sql/statement-names.js";
import { runTransaction } from "../transaction/run-transaction.js";
import type { Transaction } from "../transaction/transaction.js";
import type { TransactionOptions } from "../transaction/transaction-options.js";
import { BoundTable } from "./bound-table.js";
import { rememberParts } from "./database-parts.js";
import type { Database, DatabaseOptions, Tables } from "./database.js";
import { type QueryColumns, QueryReader } from "./query-columns.js";
import { type CallOptions, type Executor, Session, type SharedParts } from "./session.js";
import { TablePlans } from "./table-plan.js";
import { shown } from "./usage-error.js";

/** What a database does as a whole: no table can be called so. A promise would take `then` for its own. */
const taken: ReadonlySet<string> = new Set(["transaction", "query", "close", "then"]);

const noOptions: CallOptions = {};

/**
 * The tables of a database, over a driver that is closed with it. Nothing is connected or worked out before the first
 * call: a database may have thousands of tables.
 * @throws TypeError when a table is called as one of the database's own methods, or `then`; when rows of a table are to
 *   be kept that is not there or has no primary key, or a bound of the cache is none
 * @throws RangeError when a time of the cache is out of its range
 */
export function createDatabase<const Definitions extends Tables>(
  driver: Driver,
  tables: Definitions,
  { name, metrics, clock = systemClock, cache }: DatabaseOptions<Definitions> = {},
): Database<Definitions> {
  const plans = new TablePlans(tables, driver.dialect);
  const caches = cache && new DatabaseCache(cache, plans, clock);
  const shared = { plans, names: new StatementNames(), clock, metrics, service: name, caches };
  const prototype = tablesPrototype(Object.keys(tables));
  const database = bindDatabase(prototype, shared, driver, driver.primary ?? driver);
  return database as Database<Definitions>; // every property was defined there
}

/** @param loader reads rows that are kept; default: rows are read as they are now */
function bindDatabase(
  prototype: object,
  shared: SharedParts,
  driver: Driver,
  loader?: Executor,
): object {
  const session = new Session(shared, driver, {
    // Its statements may be made of something that can be read once only.
    atomic: (task, options) => runTransaction(driver, task, { ...options, attempts: 1 }),
    loader,
  });
  const database = bind(prototype, session, {
    transaction: (task: BoundTask, options?: TransactionOptions) =>
      session.measured("database", "transaction", () =>
        runForgetting(driver, options, (transaction, forgotten) => {
          const { readOnly } = options ?? {};
          return task(bindTransaction(prototype, shared, transaction, { readOnly, forgotten }));
        }),
      ),
    close: () => driver.close(),
    [Symbol.asyncDispose]: () => driver.close(),
  });
  // For what has to see the present: who holds a lock, or asks the primary.
  const over = (other: Driver): object => bindDatabase(prototype, shared, other);
  rememberParts(database, { session, whole: { driver, over } });
  return database;
}

/** Runs a transaction, and forgets what it has written when it has taken effect, or nobody knows whether it has. */
async function runForgetting(
  driver: Driver,
  options: TransactionOptions | undefined,
  task: (transaction: Transaction, forgotten: ForgottenRows) => Promise<unknown>,
): Promise<unknown> {
  let forgotten = new ForgottenRows();
  const attempt = (transaction: Transaction): Promise<unknown> => {
    forgotten = new ForgottenRows();
    return task(transaction, forgotten);
  };
  try {
    const result = await runTransaction(driver, attempt, options);
    await forgotten.forget();
    return result;
  } catch (error) {
    if (isDatabaseError(error) && error.outcomeUnknown) await forgotten.forget();
    throw error;
  }
}

/** A task of a transaction, whatever its tables. */
type BoundTask = (transaction: object) => Promise<unknown>;

const sessionOf = Symbol("session");

/** An object with tables. */
interface WithSession {
  readonly [sessionOf]: { readonly session: Session; readonly tables: Map<string, BoundTable> };
}

/** Shared by a database and its transactions, so that a transaction costs the same whatever tables there are. */
function tablesPrototype(keys: readonly string[]): object {
  const prototype = {};
  for (const key of keys) {
    if (taken.has(key)) throw new TypeError(`A table cannot be called ${shown(key)}.`);
    Object.defineProperty(prototype, key, {
      enumerable: true,
      get(this: WithSession) {
        const { session, tables } = this[sessionOf];
        const known = tables.get(key);
        if (known !== undefined) return known;
        const table = new BoundTable(session, session.shared.plans.get(key));
        tables.set(key, table);
        return table;
      },
    });
  }
  return prototype;
}

function bind(prototype: object, session: Session, methods: object): object {
  const query = (
    statement: unknown,
    columns?: QueryColumns,
    options?: CallOptions,
  ): Promise<unknown> =>
    session.measured("database", "query", () => runQuery(session, statement, columns, options));
  const own = {
    query,
    ...methods,
    [sessionOf]: { session, tables: new Map<string, BoundTable>() },
  };
  const bound: object = Object.create(prototype) as object; // an object
  // Not enumerable: only tables are listed.
  for (const key of Reflect.ownKeys(own)) {
    Object.defineProperty(bound, key, { value: Reflect.get(own, key) });
  }
  return bound;
}

function bindTransaction(
  prototype: object,
  shared: SharedParts,
  transaction: Transaction,
  modes: { readonly readOnly: boolean | undefined; readonly forgotten: ForgottenRows },
): object {
  const session = new Session(shared, transaction, modes);
  const bound = bind(prototype, session, {
    transaction: async (task: BoundTask) => {
      const forgotten = new ForgottenRows();
      const result = await transaction.transaction((nested) =>
        task(bindTransaction(prototype, shared, nested, { ...modes, forgotten })),
      );
      modes.forgotten.addAll(forgotten);
      return result;
    },
  });
  rememberParts(bound, { session });
  return bound;
}

async function runQuery(
  session: Session,
  statement: unknown,
  columns: QueryColumns | undefined,
  options: CallOptions = noOptions,
): Promise<unknown> {
  if (!Sql.is(statement)) {
    throw new TypeError("A statement must be made by sql`…`: a string could hold anything.");
  }
  const { dialect } = session.shared.plans;
  const reader = columns && new QueryReader(columns, dialect);
  const builder = new StatementBuilder(dialect);
  const { rows, count } = await session.write(statement.write(builder), builder, options);
  return reader === undefined ? count : rows.map((row) => reader.read(row));
}
