import type { WireValue } from "../driver/driver.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import type { ColumnPlan } from "./column-plan.js";
import { columnCondition } from "./column-condition.js";
import type { TablePlan } from "./table-plan.js";
import { objectOf } from "./usage-error.js";

/** Filters within filters, and relations within relations. The databases' own parsers end at some more. */
export const deepestNesting = 64;

/** Where a filter stands. */
export interface Scope {
  readonly table: TablePlan;
  /** Name of the table in the statement. */
  readonly alias: string;
  readonly builder: StatementBuilder;
}

/** ` where …` for a filter; empty without one. */
export function whereClause(filter: unknown, scope: Scope): string {
  return filter === undefined ? "" : ` where ${filterCondition(filter, scope)}`;
}

/**
 * The condition that a filter is, which is true, false or, only where the whole is not negated, null.
 * @throws {DatabaseError} kind "syntax" when it names what the table does not have, "data" for values of other kinds
 */
export function filterCondition(filter: unknown, scope: Scope, depth = 0): string {
  const { description } = scope.table;
  if (depth > deepestNesting) throw scope.table.error("A filter is nested too deeply");
  const conditions = objectOf(filter, "A filter", description);
  const parts = Object.keys(conditions).map((key) => {
    const condition = conditions[key];
    switch (key) {
      case "and":
        return joined(condition, key, scope, depth);
      case "or":
        return joined(condition, key, scope, depth);
      case "not":
        return `(${filterCondition(condition, scope, depth + 1)}) is not true`;
      default:
        return columnCondition(scope.table.column(key), condition, scope);
    }
  });
  return conjunction(parts);
}

/** All of the conditions. */
export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? "true" : conditions.join(" and ");
}

/** Equality of columns with values that are not null. */
export function keyCondition(
  columns: readonly ColumnPlan[],
  values: readonly WireValue[],
  { alias, builder }: Pick<Scope, "alias" | "builder">,
): string {
  return conjunction(
    columns.map(
      (column, index) =>
        `${column.of(alias)} = ${builder.value(values[index] ?? null, column.type)}`,
    ),
  );
}

function joined(filters: unknown, word: "and" | "or", scope: Scope, depth: number): string {
  if (!Array.isArray(filters)) throw scope.table.error(`"${word}" of a filter is no array`);
  // Not `map` of the array itself: holes would be left out.
  const parts = Array.from(filters, (filter) => `(${filterCondition(filter, scope, depth + 1)})`);
  if (parts.length === 0) return word === "and" ? "true" : "false";
  return `(${parts.join(` ${word} `)})`;
}
