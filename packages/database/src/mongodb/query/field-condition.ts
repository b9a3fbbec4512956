import { BSONRegExp, type Document } from "mongodb";
import { FieldError } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import { shown } from "../../table/usage-error.js";
import { codecOf } from "../codec/codec-of.js";
import type { ValueType } from "../description/value-type.js";
import { shapeOf } from "./field-shape.js";
import type { FilterScope } from "./filter-document.js";
import { FilterError } from "./filter-error.js";
import { textPattern } from "./text-pattern.js";

/** The field that a condition is about. */
export interface FieldScope {
  readonly path: string;
  readonly type: ValueType;
  readonly depth: number;
  /** For documents within it. */
  readonly filter: (filter: unknown, scope: FilterScope) => Document;
}

/** The conditions that a value, a list of values, or operators are for a field. */
export function fieldCondition(condition: unknown, scope: FieldScope): readonly Document[] {
  const { path, type } = scope;
  if (condition === undefined) throw new FieldError("is compared with undefined");
  if (condition === null) return [at(path, { $eq: null })];
  if (isPlainObject(condition)) return operators(condition, scope);
  // A list, or an array of the field's own, could be either.
  if (!shapeOf(type).plain) {
    throw new FieldError("must be given by an operator, such as { eq: … }");
  }
  return [
    at(path, Array.isArray(condition) ? { $in: list(condition, type) } : equal(condition, type)),
  ];
}

function operators(
  condition: Readonly<Record<string, unknown>>,
  scope: FieldScope,
): readonly Document[] {
  const entries = Object.entries(condition);
  // It would match every document.
  if (entries.length === 0) throw new FieldError("has a condition without operators");
  return entries.flatMap(([name, operand]) => operator(name, operand, scope));
}

function operator(name: string, operand: unknown, scope: FieldScope): readonly Document[] {
  const { path, type } = scope;
  const own = (query: Document): readonly Document[] => [at(path, query)];
  switch (name) {
    case "eq":
      return own(equal(operand, type));
    case "ne":
      return own({ $ne: equal(operand, type)["$eq"] });
    case "isNull":
      return own(truth(operand, name) ? { $eq: null } : { $ne: null });
    case "exists":
      return own({ $exists: truth(operand, name) });
    default: {
      const { scalar, text, document, items } = shapeOf(type);
      if (scalar && Object.hasOwn(comparisons, name)) {
        return own({ [comparisons[name] ?? ""]: compared(operand, type) });
      }
      if (scalar && name === "in") return own({ $in: list(operand, type) });
      if (scalar && name === "notIn") return own({ $nin: list(operand, type) });
      if (text && (name === "like" || name === "ilike")) return own(pattern(name, operand));
      if (document !== undefined && name === "is") {
        return [scope.filter(operand, { type: document, prefix: path, depth: scope.depth + 1 })];
      }
      if (items !== undefined && isArrayOperator(name))
        return arrayOperator(name, operand, items, scope);
      throw new FilterError(`The field ${shown(path)} has no operator ${shown(name)}`);
    }
  }
}

const comparisons: Readonly<Record<string, string>> = {
  gt: "$gt",
  gte: "$gte",
  lt: "$lt",
  lte: "$lte",
};

type ArrayOperator = "contains" | "any" | "size";

function isArrayOperator(name: string): name is ArrayOperator {
  return name === "contains" || name === "any" || name === "size";
}

function arrayOperator(
  name: ArrayOperator,
  operand: unknown,
  items: ValueType,
  scope: FieldScope,
): readonly Document[] {
  const { path, depth, filter } = scope;
  switch (name) {
    case "size":
      if (!Number.isSafeInteger(operand))
        throw new FieldError("has a size that is no whole number");
      return [at(path, { $size: operand })];
    case "contains":
      // Not `$all`: it takes some of its elements for operators.
      return values(operand).map((value) => at(path, { $elemMatch: equal(value, items) }));
    case "any": {
      const { document } = shapeOf(items);
      if (document !== undefined) {
        const inner = filter(operand, { type: document, prefix: "", depth: depth + 1 });
        return [at(path, { $elemMatch: inner })];
      }
      // Conditions of an element have no path: all of them are about the same one.
      const parts = operators(plain(operand), { ...scope, path: element, type: items });
      return [at(path, { $elemMatch: merged(parts.map((part) => part[element] as Document)) })]; // of that path each
    }
  }
}

function merged(parts: readonly Document[]): Document {
  const names = parts.flatMap((part) => Object.keys(part));
  if (new Set(names).size < names.length) {
    throw new FieldError("has two conditions of the same kind for one element");
  }
  return Object.assign({}, ...parts) as Document; // of objects
}

/** Stands for the path of an element that has none. */
const element = "element";

function equal(value: unknown, type: ValueType): Document {
  if (value === undefined) throw new FieldError("is compared with undefined");
  return { $eq: value === null ? null : codecOf(type).encode(value) };
}

function compared(value: unknown, type: ValueType): unknown {
  // Nothing is greater than null: whoever asks means something else.
  if (value === null) throw new FieldError("is compared with null");
  return equal(value, type)["$eq"];
}

/** Elements that MongoDB would take for patterns or operators are refused: here alone no operator stands before them. */
function list(operand: unknown, type: ValueType): readonly unknown[] {
  return values(operand).map((value) => {
    const encoded: unknown = equal(value, type)["$eq"];
    if (encoded instanceof BSONRegExp || isPlainObject(encoded) || Array.isArray(encoded)) {
      throw new FieldError("has a list with something other than single values");
    }
    return encoded;
  });
}

function values(operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw new FieldError("has a list of values that is no array");
  return Array.from(operand);
}

function pattern(name: "like" | "ilike", operand: unknown): Document {
  if (typeof operand !== "string" || operand.includes("\0")) {
    throw new FieldError("has a pattern that must be a text without NUL");
  }
  return { $regex: textPattern(operand, name === "ilike") };
}

function truth(operand: unknown, name: string): boolean {
  if (typeof operand === "boolean") return operand;
  throw new FieldError(`has an ${name} that is no boolean`);
}

function plain(operand: unknown): Readonly<Record<string, unknown>> {
  if (isPlainObject(operand)) return operand;
  throw new FieldError("has a condition for elements that is no object");
}

/** An own property, whatever the path is called. */
function at(path: string, query: Document): Document {
  return Object.fromEntries([[path, query]]);
}
