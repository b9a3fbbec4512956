import { afterAll, beforeAll } from "vitest";
import { createDatabase } from "../../src/table/create-database.js";
import type { Database, DatabaseOptions, Tables } from "../../src/table/database.js";
import type { Driver, Statement } from "../../src/driver/driver.js";
import { pgliteDriver } from "../../src/pglite.js";

/** Milliseconds. An embedded database is a lot of WebAssembly: on a machine that is busy, it takes its time. */
const opening = 120_000;

/** A database over PGlite that remembers the statements it was given. */
export interface OpenDatabase<Definitions> {
  readonly database: Database<Definitions>;
  readonly driver: Driver;
  readonly statements: Statement[];
}

/** Opens one for the tests of a file, and closes it after them. */
export function openDatabase<const Definitions extends Tables>(
  ddl: string,
  tables: Definitions,
  options?: DatabaseOptions,
): OpenDatabase<Definitions> {
  const statements: Statement[] = [];
  const driver = recording(pgliteDriver({ ddl }), statements);
  beforeAll(async () => {
    await driver.run({ text: "select 1", values: [] });
    statements.length = 0;
  }, opening);
  afterAll(() => driver.close());
  return { database: createDatabase(driver, tables, options), driver, statements };
}

function recording(driver: Driver, statements: Statement[]): Driver {
  return {
    dialect: driver.dialect,
    run: (statement, options) => {
      statements.push(statement);
      return driver.run(statement, options);
    },
    connect: async (options) => {
      const connection = await driver.connect(options);
      return {
        run: (statement, runOptions) => {
          statements.push(statement);
          return connection.run(statement, runOptions);
        },
        release: (broken) => {
          connection.release(broken);
        },
      };
    },
    close: () => driver.close(),
  };
}
