import type { ColumnPlan } from "./column-plan.js";
import type { TablePlan } from "./table-plan.js";
import { objectOf, shown } from "./usage-error.js";

/** A column with what a call writes to it. */
export interface WrittenValue {
  readonly column: ColumnPlan;
  readonly value: unknown;
}

/**
 * What a row, or changes of one, write: in the order of the table, so that the same columns make the same statement.
 * What is `undefined` counts as left out.
 * @throws {DatabaseError} kind "syntax" for columns that the table does not have or that are never written
 */
export function writtenValues(
  row: unknown,
  what: string,
  table: TablePlan,
): readonly WrittenValue[] {
  const values = objectOf(row, what, table.description);
  const written: WrittenValue[] = [];
  let ordered = true;
  let last = -1;
  for (const key of Object.keys(values)) {
    const value = values[key];
    const column = table.column(key);
    if (value === undefined) continue;
    if (column.description.readOnly) throw table.error(`The column ${shown(key)} is never written`);
    ordered &&= column.index > last;
    last = column.index;
    written.push({ column, value });
  }
  return ordered
    ? written
    : written.toSorted((left, right) => left.column.index - right.column.index);
}
