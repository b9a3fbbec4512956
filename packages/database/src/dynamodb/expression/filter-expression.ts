import { FieldError, within } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import { deepestNesting } from "../../table/where-clause.js";
import { shown } from "../../table/usage-error.js";
import { encodeAttribute } from "../item/attribute-codec.js";
import type { AttributeKind } from "../item/dynamo-value.js";
import type { Expression } from "./expression.js";

/** Where a filter stands. */
export interface FilterPlace {
  readonly expression: Expression;
  readonly kindOf: (attribute: string) => AttributeKind;
  /** An error about the call. */
  readonly error: (problem: string) => Error;
}

/** The expression that a filter is. @throws {DatabaseError} when it makes no sense; FieldError for wrong values */
export function filterExpression(filter: unknown, place: FilterPlace, depth = 0): string {
  if (depth > deepestNesting) throw place.error("A filter is nested too deeply");
  if (!isPlainObject(filter)) throw place.error("A filter is no object");
  const parts = Object.entries(filter).map(([name, condition]) => {
    switch (name) {
      case "and":
        return joined(condition, "and", place, depth);
      case "or":
        return joined(condition, "or", place, depth);
      case "not":
        return `(not ${filterExpression(condition, place, depth + 1)})`;
      default:
        return within(name, () => attributeCondition(name, condition, place));
    }
  });
  if (parts.length === 0) throw place.error("A filter is empty");
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" and ")})`;
}

function joined(filters: unknown, word: "and" | "or", place: FilterPlace, depth: number): string {
  if (!Array.isArray(filters) || filters.length === 0) {
    throw place.error(`${shown(word)} of a filter is no list of filters`);
  }
  const parts = Array.from(filters, (filter) => filterExpression(filter, place, depth + 1));
  return `(${parts.join(` ${word} `)})`;
}

function attributeCondition(name: string, condition: unknown, place: FilterPlace): string {
  if (Array.isArray(condition)) return operator(name, "in", condition, place);
  if (!isPlainObject(condition)) return operator(name, "eq", condition, place);
  const entries = Object.entries(condition);
  if (entries.length === 0) throw new FieldError("has a condition without operators");
  return entries.map(([each, operand]) => operator(name, each, operand, place)).join(" and ");
}

const comparisons: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};

/** Values of one `in`. */
const longestList = 100;

/** One condition of an attribute. @param known operators; default: all */
export function operator(
  name: string,
  word: string,
  operand: unknown,
  { expression, kindOf, error }: FilterPlace,
  known?: ReadonlySet<string>,
): string {
  const attribute = expression.name(name);
  const value = (each: unknown): string => expression.value(encodeAttribute(each, kindOf(name)));
  if (known?.has(word) === false)
    throw error(`The key ${shown(name)} has no operator ${shown(word)}`);
  const comparison = Object.hasOwn(comparisons, word) ? comparisons[word] : undefined;
  if (comparison !== undefined) return `${attribute} ${comparison} ${value(operand)}`;
  switch (word) {
    case "in": {
      const list = listOf(operand, 1, longestList);
      return `${attribute} in (${list.map((each) => value(each)).join(", ")})`;
    }
    case "between": {
      const [low, high] = listOf(operand, 2, 2);
      return `${attribute} between ${value(low)} and ${value(high)}`;
    }
    case "beginsWith":
      return `begins_with(${attribute}, ${expression.value(encodeAttribute(operand, "string"))})`;
    case "contains":
      return `contains(${attribute}, ${expression.value(encodeAttribute(operand, "any"))})`;
    case "exists":
      if (typeof operand !== "boolean") throw new FieldError("has an exists that is no boolean");
      return `${operand ? "attribute_exists" : "attribute_not_exists"}(${attribute})`;
    default:
      throw error(`The attribute ${shown(name)} has no operator ${shown(word)}`);
  }
}

function listOf(operand: unknown, least: number, most: number): readonly unknown[] {
  if (Array.isArray(operand) && operand.length >= least && operand.length <= most) {
    return Array.from(operand);
  }
  throw new FieldError(`has a list that is not one of ${least} to ${most} values`);
}
