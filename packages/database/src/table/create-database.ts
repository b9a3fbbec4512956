import { systemClock } from "@agentflow/core/runtime";
import type { Driver } from "../driver/driver.js";
import { Sql } from "../sql/sql.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import { StatementNames } from "../sql/statement-names.js";
import { runTransaction } from "../transaction/run-transaction.js";
import type { Transaction } from "../transaction/transaction.js";
import type { TransactionOptions } from "../transaction/transaction-options.js";
import { BoundTable } from "./bound-table.js";
import type { Database, DatabaseOptions, Tables } from "./database.js";
import { type QueryColumns, QueryReader } from "./query-columns.js";
import { type CallOptions, Session, type SharedParts } from "./session.js";
import { TablePlans } from "./table-plan.js";
import { shown } from "./usage-error.js";

/** What a database does as a whole: no table can be called so. A promise would take `then` for its own. */
const taken: ReadonlySet<string> = new Set(["transaction", "query", "close", "then"]);

const noOptions: CallOptions = {};

/**
 * The tables of a database, over a driver that is closed with it. Nothing is connected or worked out before the first
 * call: a database may have thousands of tables.
 * @throws TypeError when a table is called as one of the database's own methods, or `then`
 */
export function createDatabase<const Definitions extends Tables>(
  driver: Driver,
  tables: Definitions,
  { name, metrics, clock = systemClock }: DatabaseOptions = {},
): Database<Definitions> {
  const plans = new TablePlans(tables, driver.dialect);
  const shared = { plans, names: new StatementNames(), clock, metrics, service: name };
  const session = new Session(shared, driver, (task, options) =>
    // Its statements may be made of something that can be read once only.
    runTransaction(driver, task, { ...options, attempts: 1 }),
  );
  const prototype = tablesPrototype(Object.keys(tables));
  const database = bind(prototype, session, {
    transaction: (task: BoundTask, options?: TransactionOptions) =>
      session.measured("database", "transaction", () =>
        runTransaction(
          driver,
          (transaction) => task(bindTransaction(prototype, shared, transaction)),
          options,
        ),
      ),
    close: () => driver.close(),
    [Symbol.asyncDispose]: () => driver.close(),
  });
  return database as Database<Definitions>; // every property was defined above
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

function bindTransaction(prototype: object, shared: SharedParts, transaction: Transaction): object {
  return bind(prototype, new Session(shared, transaction), {
    transaction: (task: BoundTask) =>
      transaction.transaction((nested) => task(bindTransaction(prototype, shared, nested))),
  });
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
