import { DatabaseError } from "../errors/database-error.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import type { CallOptions } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { shown } from "./usage-error.js";
import type { Scope } from "./where-clause.js";

/** What calls that write say, when their types have been lost on the way. */
export interface WriteOptions extends CallOptions {
  readonly by?: unknown;
  readonly version?: unknown;
  readonly returning?: unknown;
}

export const noOptions: WriteOptions = {};

/** Where a statement for one table begins. */
export function writeScope(table: TablePlan): Scope {
  const builder = new StatementBuilder();
  return { table, alias: builder.alias(), builder };
}

/** ` returning …`: every column, for the table's own reader. */
export function returningClause(scope: Scope): string {
  return ` returning ${columnList(scope)}`;
}

/** Every column of the table. */
export function columnList({ table, alias }: Scope): string {
  return table.columns.map((column) => column.of(alias)).join(", ");
}

/** Counts the version on, where the table has one. */
export function versionCount({ table: { version }, alias }: Scope): readonly string[] {
  return version === undefined ? [] : [`${version.identifier} = ${version.of(alias)} + 1`];
}

/** The error for a row that is not there, or not as it was. */
export function rowError(
  kind: "not-found" | "conflict",
  problem: string,
  { description: { schema, name } }: TablePlan,
): DatabaseError {
  const message = `${problem} (table ${shown(schema)}.${shown(name)}).`;
  return new DatabaseError(message, { kind, schema, table: name });
}
