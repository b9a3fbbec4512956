import * as runtime from "@agentflow/database";
import { sqliteDriver, type SqliteDriverOptions } from "@agentflow/database/sqlite";
import * as tables from "./tables.js";

/** Options of {@link createNotebook}: where the database is, and how its connections are kept. */
export interface NotebookOptions extends Omit<SqliteDriverOptions, "path"> {
  /** Path of the file, or a driver that reaches the database. */
  readonly connection: string | runtime.Driver;
  /** Takes one measurement for each call, such as `orders.find`. Default: none are taken. */
  readonly metrics?: runtime.DatabaseOptions["metrics"];
  /** Keeps rows that are read by their primary key. Default: none are kept. */
  readonly cache?: runtime.DatabaseOptions<typeof tables>["cache"];
}

/** The database Notebook, with one property per table and view. */
export type Notebook = runtime.Database<typeof tables>;

/** The same tables, within one transaction. */
export type NotebookTransaction = runtime.DatabaseTransaction<typeof tables>;

/** Makes a client. No connection is made before the first statement. */
export function createNotebook(options: NotebookOptions): Notebook {
  const { connection, metrics, cache, ...driverOptions } = options;
  const isDriver = typeof connection === "object" && "run" in connection;
  const driver = isDriver ? connection : sqliteDriver({ ...driverOptions, path: connection });
  const { clock } = driverOptions;
  const name = "Notebook";
  return runtime.createDatabase(driver, tables, { name, metrics, cache, clock });
}
