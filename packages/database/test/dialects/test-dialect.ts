import { afterAll, beforeAll } from "vitest";
import type { Dialect } from "../../src/dialect/dialect.js";
import type { Driver, Statement } from "../../src/driver/driver.js";
import { createDatabase } from "../../src/table/create-database.js";
import type { Database, DatabaseOptions, Tables } from "../../src/table/database.js";
import { recording } from "./recording.js";
import { type ShopTables, shopTables, type ShopWords } from "./shop.js";

/** A kind of database that the tables are tested with. */
export interface TestDialect {
  readonly title: string;
  readonly dialect: Dialect;
  /** Names that it refuses, though others have them. Default: none. */
  readonly impossibleNames?: readonly string[];
  /** Schema that every database has. */
  readonly home: string;
  /** A database of its own, made by statements when it is first used. */
  readonly open: (ddl: readonly string[]) => Driver;
  readonly shop: {
    /** Statements that make its tables. */
    readonly ddl: readonly string[];
    readonly words: ShopWords;
    /** Statements that empty them; the next key is 1 again. */
    readonly empty: readonly string[];
  };
}

/** A database that remembers the statements it was given. */
export interface OpenTables<Definitions> {
  readonly database: Database<Definitions>;
  readonly driver: Driver;
  readonly statements: Statement[];
}

/** The shop, and how it is emptied. */
export interface OpenShop extends OpenTables<ShopTables> {
  readonly tables: ShopTables;
  readonly empty: () => Promise<void>;
}

/** Milliseconds. An embedded PostgreSQL is a lot of WebAssembly: on a machine that is busy, it takes its time. */
const opening = 120_000;

/** Opens a database for the tests of a `describe` block, and closes it after them. */
export function openTables<const Definitions extends Tables>(
  { open }: TestDialect,
  ddl: readonly string[],
  tables: Definitions,
  options?: DatabaseOptions<Definitions>,
): OpenTables<Definitions> {
  const statements: Statement[] = [];
  const driver = recording(open(ddl), statements);
  beforeAll(async () => {
    await driver.run({ text: "select 1", values: [] });
    statements.length = 0;
  }, opening);
  afterAll(() => driver.close());
  return { database: createDatabase(driver, tables, options), driver, statements };
}

/** Opens a shop, as above. */
export function openShop(dialect: TestDialect, options?: DatabaseOptions<ShopTables>): OpenShop {
  const { ddl, words, empty } = dialect.shop;
  const tables = shopTables(words);
  const opened = openTables(dialect, ddl, tables, options);
  return {
    ...opened,
    tables,
    empty: async () => {
      for (const text of empty) await opened.driver.run({ text, values: [] });
      opened.statements.length = 0;
    },
  };
}
