import { compareForms, type SchemaForm } from "../../drift/compare-forms.js";
import type { SchemaDrift } from "../../drift/schema-drift.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { migrationSql } from "./migration-sql.js";
import { type SchemaStatement, schemaStatements } from "./schema-statement.js";

/** SQLite keeps the text of every statement, which says more than its catalogue does. */
export const sqliteDrift: SchemaDrift = {
  compareRest: (found, before, after) => {
    compareForms(found, schemaForms(before), schemaForms(after));
  },
  migration: migrationSql,
};

function schemaForms({ schemaSql }: DatabaseModel): readonly SchemaForm[] {
  const statements = schemaStatements(schemaSql);
  const names = new Map(
    statements.flatMap((one) => (isPart(one) ? [] : [[one.table, one.name] as const])),
  );
  return statements.map((one) => ({
    word: one.kind,
    // An index may write the name of its table in another case.
    name: ["main", ...(isPart(one) ? [names.get(one.table) ?? one.table] : []), one.name].join("."),
    text: one.form,
  }));
}

function isPart({ kind }: SchemaStatement): boolean {
  return kind === "index" || kind === "trigger";
}
