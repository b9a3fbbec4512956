import type { ForeignKeyModel } from "../../model/database-model.js";
import type { ForeignKeyRow, TableRow } from "../catalogue/catalogue.js";
import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { constraintName } from "./constraint-name.js";
import { plainKey } from "./plain-key.js";

const actions = new Map<string, ForeignKeyModel["onUpdate"]>([
  ["RESTRICT", "restrict"],
  ["CASCADE", "cascade"],
  ["SET NULL", "set-null"],
  ["SET DEFAULT", "set-default"],
]);

function actionOf(words: string): ForeignKeyModel["onUpdate"] {
  return actions.get(words) ?? "no-action";
}

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
  return found.flatMap((rows, position): readonly ReadForeignKey[] => {
    const [first] = rows;
    if (!first) return [];
    const other = index.table(first.referenced);
    const columns = rows.map(({ column }) => column);
    const referencedColumns = referencedNames(rows, other, index);
    const text = texts[position];
    const model: ForeignKeyModel = {
      name: text?.name ?? constraintName(table, columns, "fkey"),
      columns,
      referencedSchema: "main",
      referencedTable: other?.name ?? first.referenced,
      referencedColumns,
      onUpdate: actionOf(first.onUpdate),
      onDelete: actionOf(first.onDelete),
      deferrable: text?.deferred === true,
    };
    const works =
      other?.type === "table" && isKey(other.name, referencedColumns, columns.length, index);
    return [{ position, works, selected: other?.selected === true, model }];
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
  return index.indexes(table).some((row) => {
    const key = plainKey(table, row, index);
    return key.length > 0 && isSame(columns, key);
  });
}

function isSame(columns: readonly string[], key: readonly string[]): boolean {
  return columns.length === key.length && columns.every((column) => key.includes(column));
}
