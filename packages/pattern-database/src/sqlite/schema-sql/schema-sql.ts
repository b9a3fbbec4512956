import { visible } from "@agentflow/core";
import type { Catalogue, ObjectRow } from "../catalogue/catalogue.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { readForeignKeys } from "../model/foreign-keys.js";
import { neededObjects } from "./needed-objects.js";
import { inTrialDatabase } from "./trial-database.js";

/** SQL that makes a schema, and what it leaves out. */
export interface SchemaSql {
  readonly sql: string;
  readonly omissions: readonly string[];
}

/** The recorded statements, without foreign keys that lead to what is not read, each tried in a database in memory. */
export function schemaSql(catalogue: Catalogue, index: CatalogueIndex): SchemaSql {
  const objects = neededObjects(catalogue);
  const statements = new Map(objects.map((object) => [object, statementOf(object, index)]));
  const failures = new Map<ObjectRow, string>();
  inTrialDatabase(objects, (object, database) => {
    try {
      database.exec(statements.get(object) ?? "");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.set(
        object,
        `the ${object.type} ${JSON.stringify(object.name)} (${visible(reason)})`,
      );
    }
  });
  const made = objects.filter((object) => !failures.has(object));
  return {
    sql: made.map((object) => statements.get(object)).join("\n\n"),
    omissions: objects.flatMap((object) => {
      const failure = failures.get(object);
      const keys = object.type === "table" ? brokenKeys(object.name, index) : [];
      return failure === undefined ? keys : [...keys, failure];
    }),
  };
}

function statementOf({ type, name, sql }: ObjectRow, index: CatalogueIndex): string {
  return `${type === "table" ? withoutForeignKeys(name, sql, index) : sql};`;
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
