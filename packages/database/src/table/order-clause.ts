import type { Dialect } from "../dialect/dialect.js";
import type { ColumnPlan } from "./column-plan.js";
import type { TablePlan } from "./table-plan.js";
import { objectOf, shown } from "./usage-error.js";

/** Order by one column. */
export interface OrderTerm {
  readonly column: ColumnPlan;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** @throws {DatabaseError} kind "syntax" when the order is none */
export function orderTerms(orderBy: unknown, table: TablePlan): readonly OrderTerm[] {
  if (orderBy === undefined) return [];
  const orders: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  const terms = orders.flatMap((order) =>
    Object.entries(objectOf(order, "An order", table.description)).map(([key, direction]) =>
      orderTerm(table.column(key), direction, table),
    ),
  );
  // Only the first order by a column counts.
  return terms.filter(
    ({ column }, index) => terms.findIndex((term) => term.column === column) === index,
  );
}

/** The terms with those of a key after them, so that they tell all rows apart. */
export function withKey(
  terms: readonly OrderTerm[],
  key: readonly ColumnPlan[],
): readonly OrderTerm[] {
  // In the direction of the last, so that one index may serve.
  const descending = terms.at(-1)?.descending ?? false;
  const missing = key.filter((column) => !terms.some((term) => term.column === column));
  return [...terms, ...missing.map((column) => ({ column, descending, nullsFirst: descending }))];
}

/** ` order by …`; empty without terms. */
export function orderClause(terms: readonly OrderTerm[], alias: string, dialect: Dialect): string {
  if (terms.length === 0) return "";
  const texts = terms.map(({ column, descending, nullsFirst }) => {
    const { nullable } = column;
    return dialect.orderTerm({ own: column.of(alias), nullable, descending, nullsFirst });
  });
  return ` order by ${texts.join(", ")}`;
}

function orderTerm(column: ColumnPlan, order: unknown, table: TablePlan): OrderTerm {
  if (typeof order === "string") return orderTerm(column, { direction: order }, table);
  const options = objectOf(order, `The order of ${shown(column.key)}`, table.description);
  for (const name of Object.keys(options)) {
    if (name !== "direction" && name !== "nulls")
      throw table.error(`An order has no option ${shown(name)}`);
  }
  const own = { direction: undefined, nulls: undefined, ...options };
  const descending = oneOf(own.direction ?? "asc", "asc", "desc", table) === "desc";
  const nullsFirst =
    own.nulls === undefined
      ? descending !== table.dialect.nullsAreLeast
      : oneOf(own.nulls, "first", "last", table) === "first";
  return { column, descending, nullsFirst };
}

function oneOf(value: unknown, first: string, second: string, table: TablePlan): string {
  if (value === first || value === second) return value;
  throw table.error(`An order is neither "${first}" nor "${second}"`);
}
