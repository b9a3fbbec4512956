import { PGlite } from "@electric-sql/pglite";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { hstore } from "@electric-sql/pglite/contrib/hstore";
import { databaseInput } from "../../../src/input/database-input.js";
import type { DatabaseModel } from "../../../src/model/database-model.js";
import { readCatalogue } from "../../../src/postgresql/catalogue/read-catalogue.js";
import { sqlName } from "../../../src/postgresql/catalogue/sql-literal.js";
import { buildModel } from "../../../src/postgresql/model/build-model.js";

/** An embedded database whose schema a test changes and reads. */
export class DriftDatabase {
  readonly #database: PGlite;

  private constructor(database: PGlite) {
    this.#database = database;
  }

  static async start(): Promise<DriftDatabase> {
    return new DriftDatabase(await PGlite.create({ extensions: { citext, hstore } }));
  }

  async run(sql: string): Promise<void> {
    try {
      await this.#database.exec(sql);
    } catch (error) {
      await this.#database.exec("rollback");
      throw error;
    }
  }

  async rows(sql: string): Promise<readonly unknown[]> {
    return (await this.#database.query(sql)).rows;
  }

  /** Drops everything that users made, and makes this instead. */
  async become(sql: string): Promise<DatabaseModel> {
    const { rows } = await this.#database.query<{ name: string }>(
      "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
    );
    const drops = rows.map(({ name }) => `drop schema ${sqlName(name)} cascade;`);
    await this.run(
      `drop extension if exists citext, hstore cascade; ${drops.join(" ")} create schema public; reset all;`,
    );
    await this.run(sql);
    return this.model();
  }

  async model(): Promise<DatabaseModel> {
    const input = databaseInput.parse({ name: "Shop", ddl: "schema.sql" });
    const catalogue = await readCatalogue(
      {
        read: async (script) => {
          const results = await this.#database.exec(script, { rowMode: "array" });
          return results.flatMap(({ rows: [row] }) => (Array.isArray(row) ? [String(row[0])] : []));
        },
        close: () => Promise.resolve(),
      },
      {},
    );
    return buildModel(catalogue, input, "sha256-").model;
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

/** A model as it is compared: without the order of columns, which PostgreSQL cannot change. */
export function comparable(model: DatabaseModel): unknown {
  const { tables, composites, objects, schemaSql: _sql, documentDigest: _digest, ...rest } = model;
  const byName = <Named extends { readonly name: string }>(list: readonly Named[]) =>
    list.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return {
    ...rest,
    composites,
    tables: tables.map((table) => ({ ...table, columns: byName(table.columns) })),
    objects: objects.map(({ column, ...object }) => ({
      ...object,
      ...(column && { column: { ...column, position: 0 } }),
    })),
  };
}
