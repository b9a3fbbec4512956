import { DatabaseSync } from "node:sqlite";
import { visible } from "@agentflow/core";
import type { Catalogue, ObjectRow } from "../catalogue/catalogue.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { readForeignKeys } from "../model/foreign-keys.js";
import { sqlTokens } from "../sql/sql-tokens.js";
import { neededObjects } from "./needed-objects.js";

/** SQL that makes a schema, and what it leaves out. */
export interface SchemaSql {
  readonly sql: string;
  readonly omissions: readonly string[];
}

/** The recorded statements, without foreign keys that lead to what is not read, tried in a database in memory. */
export function schemaSql(catalogue: Catalogue, index: CatalogueIndex): SchemaSql {
  const statements: string[] = [];
  const omissions: string[] = [];
  const database = new DatabaseSync(":memory:");
  try {
    for (const object of neededObjects(catalogue)) {
      if (object.type === "table") omissions.push(...brokenKeys(object.name, index));
      const statement = statementOf(object, index);
      try {
        database.exec(statement);
        statements.push(statement);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        omissions.push(`the ${object.type} ${JSON.stringify(object.name)} (${visible(reason)})`);
      }
    }
  } finally {
    database.close();
  }
  return { sql: statements.join("\n\n"), omissions };
}

function statementOf({ type, name, sql }: ObjectRow, index: CatalogueIndex): string {
  const text = type === "table" ? withoutForeignKeys(name, sql, index) : sql;
  const end = sqlTokens(text).at(-1)?.end ?? 0;
  // What follows may be a comment, which would hide the semicolon.
  return `${text.slice(0, end)};`;
}

/** Foreign keys because of which the database refuses every row that it checks. */
function brokenKeys(table: string, index: CatalogueIndex): readonly string[] {
  return readForeignKeys(table, index)
    .filter(({ works }) => !works)
    .map(({ model }) => {
      const columns = `${model.referencedTable} (${model.referencedColumns.join(", ")})`;
      return visible(`the foreign key ${model.name} of ${table}: ${columns} is no key of a table`);
    });
}

function withoutForeignKeys(table: string, sql: string, index: CatalogueIndex): string {
  const { foreignKeys } = index.syntax(table);
  let text = sql;
  for (const { position, works, selected } of readForeignKeys(table, index).toReversed()) {
    const clause = foreignKeys[position];
    if ((works && selected) || clause === undefined) continue;
    text = text.slice(0, clause.start) + text.slice(clause.end);
  }
  return text;
}
