import { ConstraintReader } from "./constraint-reader.js";
import { folded, sqlTokens } from "./sql-tokens.js";
import { tableItems } from "./table-items.js";
import type { ColumnSyntax, TableSyntax } from "./table-syntax.js";

/**
 * Reads a `CREATE TABLE` that SQLite has accepted.
 * @param sql as `sqlite_schema` records it
 */
export function parseTable(sql: string): TableSyntax {
  const columns = new Map<string, ColumnSyntax>();
  const reader = new ConstraintReader(sql);
  for (const { tokens, column, comma } of tableItems(sqlTokens(sql)).items) {
    if (column) columns.set(folded(column.text), reader.column(column.text, tokens.slice(1)));
    else reader.table(tokens, comma);
  }
  const { primaryKey, uniques, checks, foreignKeys } = reader;
  return { columns, primaryKey, uniques, checks, foreignKeys };
}
