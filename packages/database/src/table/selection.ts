import type { ColumnPlan } from "./column-plan.js";
import { checkLimit } from "./limits.js";
import { orderClause, orderTerms } from "./order-clause.js";
import { type RelationReader, RowReader } from "./row-reader.js";
import type { TablePlan, TablePlans } from "./table-plan.js";
import { checkOptions, objectOf, shown } from "./usage-error.js";
import { conjunction, deepestNesting, filterCondition, type Scope } from "./where-clause.js";

/** What is read of a table's rows. */
export interface Selection {
  readonly columns: readonly ColumnPlan[];
  /** One subquery for each relation, giving JSON. */
  readonly subqueries: readonly string[];
  readonly reader: RowReader;
}

/** What a call says of it. */
export interface SelectionOptions {
  readonly select?: unknown;
  readonly with?: unknown;
}

/** Where a selection stands: a scope that knows the other tables too. */
export interface SelectionScope extends Scope {
  readonly plans: TablePlans;
}

/** @throws {DatabaseError} kind "syntax" when it names what the table does not have */
export function selectionOf(
  options: SelectionOptions,
  scope: SelectionScope,
  depth = 0,
): Selection {
  const { table } = scope;
  if (depth > deepestNesting) throw table.error("Relations are nested too deeply");
  const columns = options.select === undefined ? table.columns : chosen(options.select, table);
  const { with: relations = {} } = options;
  const entries = Object.entries(objectOf(relations, "with", table.description));
  const parts = entries.map(([key, query]) => relationOf(key, query, scope, depth));
  return {
    columns,
    subqueries: parts.map(({ subquery }) => subquery),
    reader: new RowReader(
      columns,
      parts.map(({ reader }) => reader),
    ),
  };
}

function chosen(select: unknown, table: TablePlan): readonly ColumnPlan[] {
  if (!Array.isArray(select)) throw table.error("select is no array");
  return [...new Set(Array.from(select, (key) => table.column(key)))];
}

const relationOptions: ReadonlySet<string> = new Set([
  "select",
  "where",
  "orderBy",
  "limit",
  "with",
]);

/** A correlated subquery for the rows of a relation. Values stay text, so that JSON's numbers cut nothing off. */
function relationOf(
  key: string,
  query: unknown,
  outer: SelectionScope,
  depth: number,
): { readonly subquery: string; readonly reader: RelationReader } {
  const { builder, plans } = outer;
  const relation = outer.table.relation(key);
  const table = plans.get(relation.table);
  const what = `The relation ${shown(key)}`;
  const options = query === true ? {} : objectOf(query, what, outer.table.description);
  checkOptions(options, relationOptions, what, outer.table.description);
  const scope = { table, alias: builder.alias(), builder, plans };
  const { columns, subqueries, reader } = selectionOf(options, scope, depth + 1);
  const conditions = relation.columns.map(
    ([own, other]) =>
      `${table.column(other).of(scope.alias)} = ${outer.table.column(own).of(outer.alias)}`,
  );
  if (options["where"] !== undefined) {
    conditions.push(`(${filterCondition(options["where"], scope)})`);
  }
  const limit = checkLimit(options["limit"], table) ?? (relation.many ? undefined : 1);
  // Without an order, rows would come in another one each time.
  const order = orderTerms(
    options["orderBy"] ?? keyOrder(relation.many ? table : undefined),
    table,
  );
  const subquery = table.dialect.relation({
    many: relation.many,
    columns,
    alias: scope.alias,
    subqueries,
    from: `from ${table.name} as ${scope.alias} where ${conjunction(conditions)}`,
    order: orderClause(order, scope.alias, table.dialect),
    limit,
    builder,
  });
  return { subquery, reader: { key, read: relation.many ? manyOf(reader) : oneOf(reader) } };
}

function oneOf(reader: RowReader): RelationReader["read"] {
  return (value) => (value === null ? undefined : reader.readJson(partsOf(value)));
}

function manyOf(reader: RowReader): RelationReader["read"] {
  return (value) =>
    value === null ? [] : partsOf(value).map((each) => reader.readJson(partsOf(each)));
}

function keyOrder(table: TablePlan | undefined): unknown {
  return table?.rowKey()?.map(({ key }) => Object.fromEntries([[key, "asc"]]));
}

/** As the subquery builds it. */
function partsOf(value: unknown): readonly unknown[] {
  return value as readonly unknown[];
}
