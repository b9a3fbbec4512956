import type { Secret } from "@agentflow/core/runtime";
import * as runtime from "@agentflow/database";
import { pgDriver, type PgDriverOptions } from "@agentflow/database/pg";
import * as tables from "./tables.js";

/** Options of {@link createNotebook}: where the database is, and how its connections are kept. */
export interface NotebookOptions extends Omit<PgDriverOptions, "connection"> {
  /** Address of the server, best as `secret("NOTEBOOK_URL")`, or a driver that reaches the database. */
  readonly connection: string | Secret | runtime.Driver;
}

/** The database Notebook, with one property per table and view. */
export type Notebook = runtime.Database<typeof tables>;

/** The same tables, within one transaction. */
export type NotebookTransaction = runtime.Transaction<typeof tables>;

/** Makes a client. No connection is made before the first statement. */
export function createNotebook({ connection, ...options }: NotebookOptions): Notebook {
  const isDriver = typeof connection === "object" && "run" in connection;
  const driver = isDriver ? connection : pgDriver({ ...options, connection });
  return runtime.createDatabase({ driver, tables });
}
