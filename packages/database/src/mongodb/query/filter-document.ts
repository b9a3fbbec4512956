import type { Document } from "mongodb";
import { FieldError } from "../../documents/field-error.js";
import { isPlainObject } from "../../documents/place.js";
import { deepestNesting } from "../../table/where-clause.js";
import { shown } from "../../table/usage-error.js";
import type { DocumentType } from "../description/value-type.js";
import { type FieldScope, fieldCondition } from "./field-condition.js";
import { FilterError } from "./filter-error.js";
import { fieldOf, pathOf } from "./field-path.js";

/** Where a filter stands. */
export interface FilterScope {
  readonly type: DocumentType;
  /** Path of the document that is filtered; empty for the whole. */
  readonly prefix: string;
  readonly depth: number;
}

/** No document meets it. */
const never: Document = { _id: { $in: [] } };

/**
 * The query that a filter is. Names are those that are described, and every value stands behind an operator of ours,
 * so that nothing from outside is one.
 * @throws FilterError for what the collection does not have
 * @throws FieldError for values of other types
 */
export function filterDocument(filter: unknown, scope: FilterScope): Document {
  if (scope.depth > deepestNesting) throw new FilterError("A filter is nested too deeply");
  if (!isPlainObject(filter)) throw new FilterError("A filter is no object");
  const inner = { ...scope, depth: scope.depth + 1 };
  return conjunction(
    Object.entries(filter).flatMap(([name, condition]): readonly Document[] => {
      switch (name) {
        case "and":
          return filters(condition, name).map((each) => filterDocument(each, inner));
        case "or": {
          const any = filters(condition, name).map((each) => filterDocument(each, inner));
          return [any.length === 0 ? never : { $or: any }];
        }
        case "not":
          return [{ $nor: [filterDocument(condition, inner)] }];
        default:
          return conditions(name, condition, scope);
      }
    }),
  );
}

/** All of the conditions; every document meets none at all. */
export function conjunction(parts: readonly Document[]): Document {
  const [only = {}] = parts;
  return parts.length > 1 ? { $and: parts } : only;
}

function conditions(name: string, condition: unknown, scope: FilterScope): readonly Document[] {
  const { type } = fieldOf(scope.type, name);
  const path = pathOf(scope.prefix, name);
  const field: FieldScope = { path, type, depth: scope.depth, filter: filterDocument };
  try {
    return fieldCondition(condition, field);
  } catch (error) {
    // Those of fields within it have their path already.
    if (error instanceof FieldError && error.path.length === 0) error.path.push(...path.split("."));
    throw error;
  }
}

function filters(condition: unknown, word: string): readonly unknown[] {
  // Not the array itself: holes would be left out.
  if (Array.isArray(condition)) return Array.from(condition);
  throw new FilterError(`${shown(word)} of a filter is no array`);
}
