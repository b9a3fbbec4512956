import type { Catalogue, ColumnRow, RelationRow } from "../catalogue/catalogue.js";
import type { CreateTable } from "../create-table/create-table.js";
import { parseCreateTable } from "../create-table/parse-create-table.js";
import { type ViewQuery, viewQuery } from "./view-query.js";

/** A table or view with all that was read of it. */
export interface ReadTable {
  readonly row: RelationRow;
  readonly columns: readonly ColumnRow[];
  /** Its statement without what only this server has; undefined when the role may not see it. */
  readonly statement: string | undefined;
  /** Of tables, when their statement may be seen. */
  readonly table: CreateTable | undefined;
  /** Of views, when their statement may be seen. */
  readonly view: ViewQuery | undefined;
}

/** Tables and views by name, without sequences and without views of which the server knows no column any more. */
export function readTables(catalogue: Catalogue): ReadonlyMap<string, ReadTable> {
  const columns = Map.groupBy(catalogue.columns, ({ table }) => table);
  const tables = new Map<string, ReadTable>();
  for (const row of catalogue.relations) {
    const own = columns.get(row.name) ?? [];
    if (row.type === "SEQUENCE" || own.length === 0) continue;
    const statement = catalogue.statements.get(row.name)?.sql;
    const isView = row.type === "VIEW";
    tables.set(row.name, {
      row,
      columns: own,
      statement,
      table: statement === undefined || isView ? undefined : parseCreateTable(statement),
      view: statement === undefined || !isView ? undefined : viewQuery(statement),
    });
  }
  return tables;
}

/** Names of all that can be named with the database before a dot. */
export function objectNames({ relations, routines }: Catalogue): ReadonlySet<string> {
  return new Set([...relations, ...routines].map(({ name }) => name));
}
