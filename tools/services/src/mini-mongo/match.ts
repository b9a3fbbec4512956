import { bsonClass, type Fields, isFields, numberOf } from "#mini-mongo/bson-values";
import { isOfType } from "#mini-mongo/bson-type";
import { CommandError } from "#mini-mongo/command-error";
import { compareValues, typeRank } from "#mini-mongo/compare";
import { brokenRules } from "#mini-mongo/json-schema";
import { valuesAt } from "#mini-mongo/paths";

/** Whether a document meets a filter of MongoDB's query language. */
export function matches(document: Fields, filter: Fields): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (!key.startsWith("$")) return meets(valuesAt(document, key), condition);
    switch (key) {
      case "$and":
        return filters(condition).every((each) => matches(document, each));
      case "$or":
        return filters(condition).some((each) => matches(document, each));
      case "$nor":
        return !filters(condition).some((each) => matches(document, each));
      case "$jsonSchema":
        return brokenRules(document, fields(condition)).length === 0;
      case "$comment":
        return true;
      default:
        throw badValue(`unknown top level operator: ${key}`);
    }
  });
}

/** @param values at the path: arrays stand for themselves and for each of their elements */
function meets(values: readonly unknown[], condition: unknown): boolean {
  const all = values.flatMap((value): unknown[] =>
    Array.isArray(value) ? [value, ...value] : [value],
  );
  if (!isOperators(condition)) {
    return all.some((value) => equals(value, condition) || fits(value, condition));
  }
  return Object.entries(condition).every(([name, operand]) =>
    holds(name, operand, { values, all, options: condition["$options"] }),
  );
}

interface Found {
  readonly values: readonly unknown[];
  /** With the elements of arrays. */
  readonly all: readonly unknown[];
  /** Of a regular expression beside them. */
  readonly options: unknown;
}

function holds(name: string, operand: unknown, found: Found): boolean {
  const { all, values } = found;
  switch (name) {
    case "$eq":
      return all.some((value) => equals(value, operand));
    case "$ne":
      return !all.some((value) => equals(value, operand));
    case "$gt":
      return all.some((value) => comparable(value, operand) && compareValues(value, operand) > 0);
    case "$gte":
      return all.some((value) => comparable(value, operand) && compareValues(value, operand) >= 0);
    case "$lt":
      return all.some((value) => comparable(value, operand) && compareValues(value, operand) < 0);
    case "$lte":
      return all.some((value) => comparable(value, operand) && compareValues(value, operand) <= 0);
    case "$in":
      return oneOf(all, list(operand));
    case "$nin":
      return !oneOf(all, list(operand));
    case "$exists":
      return values.some((value) => value !== undefined) === truth(operand);
    case "$type":
      return [operand].flat().some((type) => all.some((value) => isOfType(value, type)));
    case "$regex":
      return all.some((value) => fits(value, operand, found.options));
    case "$options":
      return true;
    case "$not":
      return !meets(values, operand);
    case "$size":
      return values.some((value) => Array.isArray(value) && value.length === numberOf(operand));
    case "$elemMatch":
      return values.some(
        (value) =>
          Array.isArray(value) && value.some((item) => elementMeets(item, fields(operand))),
      );
    default:
      throw badValue(`unknown operator: ${name}`);
  }
}

/** They stand before filters, not before values. */
const logical: ReadonlySet<string> = new Set(["$and", "$or", "$nor"]);

function elementMeets(item: unknown, condition: Fields): boolean {
  const [first = ""] = Object.keys(condition);
  if (isOperators(condition) && !logical.has(first)) return meets([item], condition);
  return isFields(item) && matches(item, condition);
}

function oneOf(values: readonly unknown[], wanted: readonly unknown[]): boolean {
  if (wanted.some((each) => isOperators(each))) throw badValue("cannot nest $ under $in");
  return values.some((value) => wanted.some((each) => equals(value, each) || fits(value, each)));
}

function equals(value: unknown, wanted: unknown): boolean {
  return compareValues(value, wanted) === 0;
}

/** Comparisons never hold for values of other types. */
function comparable(value: unknown, operand: unknown): boolean {
  return value !== undefined && typeRank(value) === typeRank(operand);
}

function fits(value: unknown, pattern: unknown, options: unknown = ""): boolean {
  if (typeof value !== "string") return false;
  if (typeof pattern === "string") return regularExpression(pattern, options).test(value);
  if (bsonClass(pattern) === "BSONRegExp") {
    const { pattern: source, options: flags } = pattern as { pattern: string; options: string }; // of that class
    return regularExpression(source, flags).test(value);
  }
  return false;
}

function regularExpression(source: string, options: unknown): RegExp {
  return new RegExp(source, String(options).replaceAll(/[^ims]/g, "") + "u");
}

function isOperators(condition: unknown): condition is Fields {
  return isFields(condition) && (Object.keys(condition)[0]?.startsWith("$") ?? false);
}

function filters(condition: unknown): readonly Fields[] {
  if (!Array.isArray(condition) || condition.length === 0) {
    throw badValue("$and/$or/$nor must be a nonempty array");
  }
  return condition.map((each) => fields(each));
}

function fields(condition: unknown): Fields {
  if (!isFields(condition)) throw badValue("the operand must be an object");
  return condition;
}

function list(operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw badValue("$in needs an array");
  return operand;
}

function truth(operand: unknown): boolean {
  return operand === true || numberOf(operand) === 1;
}

function badValue(message: string): CommandError {
  return new CommandError(2, "BadValue", message);
}
