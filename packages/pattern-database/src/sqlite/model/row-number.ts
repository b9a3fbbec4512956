import type { ColumnRow, TableRow } from "../catalogue/catalogue.js";
import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";

/** A column of type INTEGER that is the whole primary key is the row's own number, which SQLite counts up. */
export function isRowNumber(
  { primaryKey, type }: ColumnRow,
  table: TableRow,
  index: CatalogueIndex,
): boolean {
  return (
    primaryKey > 0 &&
    folded(type) === "integer" &&
    table.withoutRowid === 0 &&
    index.primaryKey(table.name).length === 1 &&
    // `integer primary key desc` is none, and has an index instead.
    !index.indexes(table.name).some(({ origin }) => origin === "pk")
  );
}
