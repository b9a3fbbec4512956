import type { ForeignKeyModel } from "../../model/database-model.js";
import type { ForeignKeyRow, TableRow } from "../catalogue/catalogue.js";
import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { constraintName } from "./constraint-name.js";

const actions: Readonly<Record<string, ForeignKeyModel["onUpdate"]>> = {
  "NO ACTION": "no-action",
  RESTRICT: "restrict",
  CASCADE: "cascade",
  "SET NULL": "set-null",
  "SET DEFAULT": "set-default",
};

/** A foreign key, or why the database refuses every row that it speaks of. */
export interface ReadForeignKey {
  /** Position in the table's text. */
  readonly position: number;
  readonly model: ForeignKeyModel;
  /** The other table is there and has a key of these columns. */
  readonly works: boolean;
  /** The other table is read too. */
  readonly selected: boolean;
}

/** The foreign keys of a table, in the order of its text. */
export function readForeignKeys(table: string, index: CatalogueIndex): readonly ReadForeignKey[] {
  const found = index.foreignKeys(table);
  const { foreignKeys: texts } = index.syntax(table);
  return found.map((rows, position) => {
    const [first] = rows;
    const other = index.table(first?.referenced ?? "");
    const columns = rows.map(({ column }) => column);
    const referencedColumns = referencedNames(rows, other, index);
    // A text that was not understood names nothing.
    const text = texts.length === found.length ? texts[position] : undefined;
    return {
      position,
      works: other?.type === "table" && isKey(other.name, referencedColumns, columns.length, index),
      selected: other?.selected === true,
      model: {
        name: text?.name ?? constraintName(table, columns, "fkey"),
        columns,
        referencedSchema: "main",
        referencedTable: other?.name ?? first?.referenced ?? "",
        referencedColumns,
        onUpdate: actions[first?.onUpdate ?? ""] ?? "no-action",
        onDelete: actions[first?.onDelete ?? ""] ?? "no-action",
        deferrable: text?.deferred ?? false,
      },
    };
  });
}

/** As the other table writes them. */
function referencedNames(
  rows: readonly ForeignKeyRow[],
  other: TableRow | undefined,
  index: CatalogueIndex,
): readonly string[] {
  const primaryKey = other ? index.primaryKey(other.name) : [];
  const known = new Map(
    (other ? index.columns(other.name) : []).map(({ name }) => [folded(name), name]),
  );
  return rows.flatMap(({ referencedColumn }, position) => {
    if (referencedColumn === null) return primaryKey[position] ?? [];
    return known.get(folded(referencedColumn)) ?? referencedColumn;
  });
}

/** SQLite refuses to write rows whose foreign key leads to columns that are no key ("foreign key mismatch"). */
function isKey(
  table: string,
  columns: readonly string[],
  count: number,
  index: CatalogueIndex,
): boolean {
  const primaryKey = index.primaryKey(table);
  if (columns.length !== count) return false;
  if (isSame(columns, primaryKey)) return true;
  return index.indexes(table).some(({ name, unique, partial }) => {
    const key = index.indexColumns(name).map((column) => column.name ?? "");
    return unique === 1 && partial === 0 && isSame(columns, key);
  });
}

function isSame(columns: readonly string[], key: readonly string[]): boolean {
  return columns.length === key.length && columns.every((column) => key.includes(column));
}
