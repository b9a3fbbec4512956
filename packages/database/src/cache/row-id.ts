import type { WireValue } from "../driver/driver.js";
import type { ColumnPlan } from "../table/column-plan.js";
import type { TablePlan } from "../table/table-plan.js";
import { wireJson } from "./wire-json.js";

/** What a row is kept under: its key as the database is asked for it. */
export function rowId(key: readonly WireValue[]): string {
  return JSON.stringify(key.map(wireJson));
}

/** The id of a row of a program. */
export function idOfRow({ primaryKey }: TablePlan, row: object): string {
  const values = row as Readonly<Record<string, unknown>>; // read by the columns' keys only
  return rowId(primaryKey.map((column) => column.encode(values[column.key])));
}

/**
 * The id that a row has which the database gave. Another than the one it was asked for, where the database takes
 * several values for the same, as a collation does that knows no capitals.
 */
export function idOfWires({ columns, primaryKey }: TablePlan, wires: readonly WireValue[]): string {
  const valueOf = (column: ColumnPlan): unknown =>
    column.decode(wires[columns.indexOf(column)] ?? null);
  return rowId(primaryKey.map((column) => column.encode(valueOf(column))));
}
