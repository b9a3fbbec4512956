import { DatabaseSync } from "node:sqlite";
import { databaseInput } from "../../../src/input/database-input.js";
import type { DatabaseModel } from "../../../src/model/database-model.js";
import { readCatalogue } from "../../../src/sqlite/catalogue/read-catalogue.js";
import { schemaStatements } from "../../../src/sqlite/drift/schema-statement.js";
import { buildModel } from "../../../src/sqlite/model/build-model.js";
import { withStandardStrings } from "../../../src/sqlite/schema-sql/standard-strings.js";

/** A database in memory whose schema a test changes and reads, as programs have it: with its foreign keys checked. */
export class DriftFile {
  readonly #database: DatabaseSync;

  /** @param texts whether SQLite takes texts in double quotes, as its shell does; default: not */
  constructor(sql: string, texts = false) {
    this.#database = new DatabaseSync(":memory:", { enableDoubleQuotedStringLiterals: texts });
    this.#database.exec(`pragma foreign_keys = off; ${sql}; pragma foreign_keys = on`);
  }

  /** Runs a script to its end. What fails names the script. */
  run(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("rollback");
      throw new Error(`${String(error)}\n${sql}`, { cause: error });
    }
  }

  rows(sql: string): readonly unknown[] {
    return this.#database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  }

  model(options: Parameters<typeof readCatalogue>[1] = {}): DatabaseModel {
    const catalogue = readCatalogue(this.#database, options);
    const input = databaseInput.parse({ name: "Shop", ddl: "schema.sql" });
    const objects = withStandardStrings(catalogue.objects);
    return buildModel({ ...catalogue, objects }, input, "sha256-").model;
  }
}

/**
 * A model as it is compared: without comments and spaces of statements, and without the order in which triggers were
 * made.
 */
export function comparable({ schemaSql, tables, ...rest }: DatabaseModel): unknown {
  return {
    ...rest,
    tables: tables.map(({ triggers, ...table }) => ({
      ...table,
      triggers: triggers.toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    })),
    statements: schemaStatements(schemaSql).map(({ form }) => form),
  };
}
