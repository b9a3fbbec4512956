import type { ColumnRow } from "../catalogue/catalogue.js";
import { quotedName } from "../sql/quoted.js";

/** A table of the same columns, for what cannot be made as it is. */
export function standInSql(name: string, columns: readonly ColumnRow[]): string {
  const lines = columns.map(
    (column) =>
      `  ${quotedName(column.name)} ${column.sql}${column.notNull ? " NOT NULL" : " NULL"}`,
  );
  return `CREATE TABLE ${quotedName(name)} (\n${lines.join(",\n")}\n)`;
}
