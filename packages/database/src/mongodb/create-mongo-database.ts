import { shown } from "../table/usage-error.js";
import { type Measuring, measured } from "../metrics/measured.js";
import { BoundCollection } from "./collection/bound-collection.js";
import { CollectionPlan, CollectionPlans } from "./collection/collection-plan.js";
import { MongoConnection } from "./connection/mongo-connection.js";
import type { MongoCallOptions, MongoOptions } from "./connection/mongo-options.js";
import { MongoSession } from "./connection/mongo-session.js";
import { type MongoTransactionOptions, runMongoTransaction } from "./connection/run-transaction.js";
import type { Collections, MongoDatabase } from "./mongo-database.js";

/** What a database does as a whole: no collection can be called so. A promise would take `then` for its own. */
const taken: ReadonlySet<string> = new Set(["transaction", "check", "close", "then"]);

/**
 * The collections of a MongoDB database. Nothing is connected or worked out before the first call.
 * @throws TypeError when a collection is called as one of the database's own methods, or `then`
 * @throws RangeError when a number is not one that it can be
 */
export function createMongoDatabase<const Definitions extends Collections>(
  options: MongoOptions,
  collections: Definitions,
): MongoDatabase<Definitions> {
  const connection = new MongoConnection(options);
  const measuring = { clock: connection.clock, metrics: options.metrics, service: options.name };
  const plans = new CollectionPlans(collections);
  const keys = Object.keys(collections);
  const bind = (session: MongoSession): object => bound(keys, plans, session, measuring);
  const session = new MongoSession(connection);
  // The database as a whole: no call of it is about a collection.
  const whole = new CollectionPlan("database", {
    name: "$cmd",
    kind: "collection",
    document: { fields: [] },
    uniques: {},
  });
  const methods = {
    transaction: (task: Task, settings?: MongoTransactionOptions) =>
      measured(measuring, "database.transaction", () =>
        runMongoTransaction(connection, (transaction) => task(bind(transaction)), settings),
      ),
    check: (settings: MongoCallOptions = {}) =>
      measured(measuring, "database.check", async () => {
        await session.read(whole, settings, (_, own) =>
          connection.database.command({ ping: 1 }, own),
        );
      }),
    close: () => connection.close(),
    [Symbol.asyncDispose]: () => connection.close(),
  };
  const database = bind(session);
  // Not enumerable: only collections are listed.
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(database, name, { value: Reflect.get(methods, name) });
  }
  return database as MongoDatabase<Definitions>; // every property was defined above
}

/** A task of a transaction, whatever its collections. */
type Task = (transaction: object) => Promise<unknown>;

/** Collections that are made when they are first asked for. */
function bound(
  keys: readonly string[],
  plans: CollectionPlans,
  session: MongoSession,
  measuring: Measuring,
): object {
  const made = new Map<string, BoundCollection>();
  const target = {};
  for (const key of keys) {
    if (taken.has(key)) throw new TypeError(`A collection cannot be called ${shown(key)}.`);
    Object.defineProperty(target, key, {
      enumerable: true,
      get() {
        const known = made.get(key);
        if (known !== undefined) return known;
        const collection = new BoundCollection(session, plans.get(key), measuring);
        made.set(key, collection);
        return collection;
      },
    });
  }
  return target;
}
