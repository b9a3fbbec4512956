import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { checkNames, isPlainObject, type Place, placeError } from "../documents/place.js";
import { type Measuring, measured } from "../metrics/measured.js";
import { shown } from "../table/usage-error.js";
import { DynamoConnection } from "./dynamo-connection.js";
import type { DynamoCallOptions, DynamoOptions } from "./dynamo-options.js";
import type { AnyDynamoTable, ItemOf, KeyOf } from "./table/dynamo-table-description.js";
import type { DynamoTable } from "./table/dynamo-table.js";
import { DynamoTablePlan } from "./table/dynamo-table-plan.js";
import {
  deleteRequest,
  insertRequest,
  itemWithKey,
  updateRequest,
  type WriteOptions,
} from "./table/item-requests.js";
import { ItemReader } from "./table/read-items.js";
import { ItemWriter } from "./table/write-items.js";

export type DynamoTables = Readonly<Record<string, AnyDynamoTable>>;

/** One write of several that take effect together. */
export type DynamoWrite<Tables> = {
  readonly [Name in keyof Tables]: { readonly table: Name } & (
    | { readonly insert: ItemOf<Tables[Name]> }
    | { readonly put: ItemOf<Tables[Name]> }
    | {
        readonly update: KeyOf<Tables[Name]>;
        readonly changes: Partial<Omit<ItemOf<Tables[Name]>, keyof KeyOf<Tables[Name]>>>;
        readonly version?: number | bigint | string;
        readonly remove?: readonly (keyof ItemOf<Tables[Name]>)[];
      }
    | { readonly delete: KeyOf<Tables[Name]>; readonly version?: number | bigint | string }
  );
}[keyof Tables];

export type DynamoDatabase<Tables> = {
  readonly [Name in keyof Tables]: Tables[Name] extends AnyDynamoTable
    ? DynamoTable<Tables[Name]>
    : never;
} & {
  /** Writes up to 100 items of any tables, all or none (TransactWriteItems). */
  write(writes: readonly DynamoWrite<Tables>[], options?: DynamoCallOptions): Promise<void>;
  /** Closes the connections. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** What a database does as a whole: no table can be called so. A promise would take `then` for its own. */
const taken: ReadonlySet<string> = new Set(["write", "close", "then"]);
/** Writes of one transaction (API reference, TransactWriteItems). */
const mostWrites = 100;
const writeOptions: ReadonlySet<string> = new Set(["signal"]);
const readers = ["get", "getMany", "query", "page", "scanPage"] as const;
const writers = ["insert", "put", "putMany", "update", "delete", "deleteMany"] as const;
const whole: Place = { what: "table", name: "" };

/**
 * Tables of DynamoDB. Nothing is connected before the first call.
 * @throws TypeError when a table is called as one of the database's own methods, or `then`
 */
export function createDynamoDatabase<const Tables extends DynamoTables>(
  options: DynamoOptions,
  tables: Tables,
): DynamoDatabase<Tables> {
  const connection = new DynamoConnection(options);
  const measuring = { clock: connection.clock, metrics: options.metrics, service: options.name };
  const plans = new Map(
    Object.entries(tables).map(([key, description]) => {
      if (taken.has(key)) throw new TypeError(`A table cannot be called ${shown(key)}.`);
      return [key, new DynamoTablePlan(key, description)];
    }),
  );
  const bound = Array.from(plans, ([key, plan]) => [key, boundTable(connection, plan, measuring)]);
  const database = Object.fromEntries(bound) as object;
  const close = (): Promise<void> => {
    connection.close();
    return Promise.resolve();
  };
  const methods = {
    write: (writes: unknown, settings: DynamoCallOptions = {}) =>
      measured(measuring, "database.write", () => writeAll(connection, plans, writes, settings)),
    close,
    [Symbol.asyncDispose]: close,
  };
  // Not enumerable: only tables are listed.
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(database, name, { value: Reflect.get(methods, name) });
  }
  return database as DynamoDatabase<Tables>; // every property was defined above
}

type Call = (first: unknown, second?: unknown, third?: unknown) => Promise<unknown>;

/** A table whose calls are measured. It takes anything and checks it: `DynamoTable` is what the compiler knows of it. */
function boundTable(
  connection: DynamoConnection,
  plan: DynamoTablePlan,
  measuring: Measuring,
): object {
  const reader = new ItemReader(connection, plan);
  const writer = new ItemWriter(connection, plan);
  const call = (target: object, name: string): readonly [string, Call] => [
    name,
    (...given) =>
      measured(measuring, `${plan.key}.${name}`, async () =>
        // One of the methods named above, whatever it takes.
        (Reflect.get(target, name) as Call).apply(target, given),
      ),
  ];
  return {
    description: plan.description,
    ...Object.fromEntries(readers.map((name) => call(reader, name))),
    ...Object.fromEntries(writers.map((name) => call(writer, name))),
  };
}

async function writeAll(
  connection: DynamoConnection,
  plans: ReadonlyMap<string, DynamoTablePlan>,
  writes: unknown,
  options: DynamoCallOptions,
): Promise<void> {
  checkNames(options, writeOptions, "write", whole);
  if (!Array.isArray(writes) || writes.length === 0 || writes.length > mostWrites) {
    throw placeError(whole, `What is written is no list of 1 to ${mostWrites} writes`);
  }
  const TransactItems = Array.from(writes, (write: unknown) => transactItem(write, plans));
  await connection.send(
    (client, own) => client.send(new TransactWriteItemsCommand({ TransactItems }), own),
    {
      table: undefined,
      readOnly: false,
      signal: options.signal,
    },
  );
}

function transactItem(write: unknown, plans: ReadonlyMap<string, DynamoTablePlan>) {
  if (!isPlainObject(write)) throw placeError(whole, "A write is no object");
  const { table, insert, put, update, changes, delete: removed, ...rest } = write;
  const plan = typeof table === "string" ? plans.get(table) : undefined;
  if (plan === undefined) throw placeError(whole, `There is no table ${shown(String(table))}`);
  checkNames(rest, new Set(["version", "remove"]), "A write", plan.place);
  const settings: WriteOptions = rest;
  if (insert !== undefined) return { Put: insertRequest(insert, plan) };
  if (put !== undefined)
    return { Put: { TableName: plan.description.name, Item: itemWithKey(put, plan) } };
  if (removed !== undefined) return { Delete: deleteRequest(removed, settings, plan) };
  const { UpdateExpression, ...request } = updateRequest(update, changes, settings, plan);
  // An update has to change something here; without changes it checks.
  return UpdateExpression === undefined
    ? { ConditionCheck: request }
    : { Update: { ...request, UpdateExpression } };
}
