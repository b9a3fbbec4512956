import { ValueError } from "../codec/value-error.js";
import type { ColumnPlace } from "../dialect/condition-dialect.js";
import type { WireValue } from "../driver/driver.js";
import type { ColumnPlan } from "./column-plan.js";
import { shown } from "./usage-error.js";
import type { Scope } from "./where-clause.js";

/** The condition for one column: a value, a list of values, or operators. */
export function columnCondition(column: ColumnPlan, condition: unknown, scope: Scope): string {
  if (condition === null) return `${column.of(scope.alias)} is null`;
  const { array, kind } = column.description;
  if (Array.isArray(condition) && kind !== "json") {
    return array ? equal(column, condition, scope) : anyOf(column, condition, scope);
  }
  if (isOperators(condition)) return operators(column, condition, scope);
  // An object could be either, so JSON is always within an operator.
  if (kind === "json" && !array)
    throw column.invalid("must be given by an operator, such as { eq: … }");
  return equal(column, condition, scope);
}

function operators(
  column: ColumnPlan,
  condition: Readonly<Record<string, unknown>>,
  scope: Scope,
): string {
  const names = Object.keys(condition);
  // It would match every row.
  if (names.length === 0) throw column.invalid("has a condition without operators");
  const parts = names.map((name) => operator(column, name, condition[name], scope));
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" and ")})`;
}

function operator(column: ColumnPlan, name: string, operand: unknown, scope: Scope): string {
  const own = column.of(scope.alias);
  if (operand !== null && name !== "isNull") scope.builder.dialect.checkOperator(column, name);
  switch (name) {
    case "eq":
      return operand === null ? `${own} is null` : equal(column, operand, scope);
    case "ne":
      return operand === null
        ? `${own} is not null`
        : scope.builder.dialect.differs(own, value(column, operand, scope));
    case "isNull":
      if (typeof operand !== "boolean") throw column.invalid("has an isNull that is no boolean");
      return operand ? `${own} is null` : `${own} is not null`;
    case "contains":
      return contains(column, operand, scope);
    default:
      if (column.description.array) throw unknown(column, name);
      return scalarOperator(column, name, operand, scope);
  }
}

function scalarOperator(column: ColumnPlan, name: string, operand: unknown, scope: Scope): string {
  switch (name) {
    case "gt":
      return `${column.of(scope.alias)} > ${value(column, operand, scope)}`;
    case "gte":
      return `${column.of(scope.alias)} >= ${value(column, operand, scope)}`;
    case "lt":
      return `${column.of(scope.alias)} < ${value(column, operand, scope)}`;
    case "lte":
      return `${column.of(scope.alias)} <= ${value(column, operand, scope)}`;
    case "in":
      return anyOf(column, operand, scope);
    case "notIn":
      return noneOf(column, operand, scope);
    case "like":
      return pattern(column, "like", operand, scope);
    case "ilike":
      return pattern(column, "ilike", operand, scope);
    default:
      throw unknown(column, name);
  }
}

function equal(column: ColumnPlan, operand: unknown, scope: Scope): string {
  return `${column.of(scope.alias)} = ${value(column, operand, scope)}`;
}

function value(column: ColumnPlan, operand: unknown, { builder }: Scope): string {
  return builder.value(encoded(column, operand), column.type);
}

function encoded(column: ColumnPlan, operand: unknown): WireValue {
  // Nothing is greater than null, or contained in it: whoever asks means something else.
  if (operand === null) throw column.invalid("is compared with null");
  if (operand === undefined) throw column.invalid("is compared with undefined");
  return column.encode(operand);
}

function anyOf(column: ColumnPlan, list: unknown, scope: Scope): string {
  const { values, withNull } = listOf(column, list);
  const place = placeIn(scope, column);
  const any = scope.builder.dialect.anyOf(place, values);
  return withNull ? `(${any} or ${place.own} is null)` : any;
}

function noneOf(column: ColumnPlan, list: unknown, scope: Scope): string {
  const { values, withNull } = listOf(column, list);
  const place = placeIn(scope, column);
  const all = scope.builder.dialect.noneOf(place, values);
  return withNull ? `(${all} and ${place.own} is not null)` : `(${all}) is not false`;
}

function placeIn({ alias, builder }: Scope, column: ColumnPlan): ColumnPlace {
  return { column, own: column.of(alias), builder };
}

function listOf(column: ColumnPlan, list: unknown): { values: WireValue[]; withNull: boolean } {
  if (!Array.isArray(list)) throw column.invalid("has a list of values that is no array");
  const values = Array.from(list, (item) => {
    if (item === undefined) throw column.invalid("is compared with undefined");
    return item === null ? null : column.encode(item);
  }).filter((wire) => wire !== null);
  return { values, withNull: list.includes(null) };
}

function pattern(
  column: ColumnPlan,
  word: "like" | "ilike",
  operand: unknown,
  scope: Scope,
): string {
  if (column.description.kind !== "text") throw unknown(column, word);
  try {
    return scope.builder.dialect.like(placeIn(scope, column), operand, word === "ilike");
  } catch (error) {
    throw error instanceof ValueError
      ? column.invalid(`has a pattern that ${error.message}`)
      : error;
  }
}

function contains(column: ColumnPlan, operand: unknown, scope: Scope): string {
  const { array, kind } = column.description;
  if (!array && kind !== "json") throw unknown(column, "contains");
  // JSON's null is a value, also where the column can be null.
  const wire = operand === null && !array ? column.codec.encode(null) : encoded(column, operand);
  return scope.builder.dialect.contains(placeIn(scope, column), wire);
}

function unknown(column: ColumnPlan, name: string): Error {
  return column.invalid(`has no operator ${shown(name)}`);
}

function isOperators(condition: unknown): condition is Readonly<Record<string, unknown>> {
  return (
    typeof condition === "object" &&
    condition !== null &&
    !Array.isArray(condition) &&
    !(condition instanceof Date) &&
    !(condition instanceof Uint8Array)
  );
}
