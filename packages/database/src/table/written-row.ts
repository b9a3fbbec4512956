import { DatabaseError } from "../errors/database-error.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import type { CallOptions } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { placeOf } from "./usage-error.js";
import type { Scope } from "./where-clause.js";

/** What calls that write say, when their types have been lost on the way. */
export interface WriteOptions extends CallOptions {
  readonly by?: unknown;
  readonly version?: unknown;
  readonly returning?: unknown;
}

export const noOptions: WriteOptions = {};

/** Where a statement writes to one table. */
export interface WriteScope extends Scope {
  /** The table as it stands after `insert into`, `update` or `delete from`. */
  readonly target: string;
}

/** Where a statement that writes to one table begins. */
export function writeScope(table: TablePlan, verb: "insert" | "update" | "delete"): WriteScope {
  const { dialect } = table;
  const builder = new StatementBuilder(dialect);
  const { text, alias } = dialect.writeTarget(verb, table, builder.alias());
  return { table, alias, builder, target: text };
}

/** Where a statement that reads one table begins. */
export function readScope(table: TablePlan): Scope {
  const builder = new StatementBuilder(table.dialect);
  return { table, alias: builder.alias(), builder };
}

/** ` returning …`: every column, for the table's own reader. */
export function returningClause({ table, alias }: Scope): string {
  return table.dialect.returning(table.columns, alias);
}

/** Every column of the table. */
export function columnList({ table, alias }: Scope): string {
  return table.columns.map((column) => column.of(alias)).join(", ");
}

/** Counts the version on, where the table has one. */
export function versionCount({ table: { version }, alias }: Scope): readonly string[] {
  return version === undefined ? [] : [`${version.identifier} = ${version.of(alias)} + 1`];
}

/** The error for a row that is not there, not as it was, or there already. */
export function rowError(
  kind: "not-found" | "conflict" | "unique-violation",
  problem: string,
  { description }: TablePlan,
  cause?: DatabaseError,
): DatabaseError {
  const { schema, name } = description;
  const message = `${problem} (${placeOf(description)}).`;
  return new DatabaseError(message, { kind, code: cause?.code, schema, table: name, cause });
}
