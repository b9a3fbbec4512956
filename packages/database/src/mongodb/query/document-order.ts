import type { Document } from "mongodb";
import { isPlainObject } from "../../documents/place.js";
import { shown } from "../../table/usage-error.js";
import type { DocumentType, FieldDescription } from "../description/value-type.js";
import type { Sayable } from "./filter.js";
import { fieldOf, pathOf } from "./field-path.js";
import { FilterError } from "./filter-error.js";

/** Missing fields and null come before all others, also when descending they come last. */
export type DocumentDirection = "asc" | "desc";

/** In the order of its keys; a list of several puts one after the other. */
export type DocumentOrder<Fields> = {
  readonly [Name in keyof Fields as Sayable<Name>]?: DocumentDirection;
};

/** Order by one field. */
export interface OrderTerm {
  readonly name: string;
  readonly field: FieldDescription;
  readonly descending: boolean;
}

/** @throws FilterError when the order is none */
export function orderTerms(orderBy: unknown, type: DocumentType): readonly OrderTerm[] {
  if (orderBy === undefined) return [];
  const orders: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  const terms = orders.flatMap((order) => {
    if (!isPlainObject(order)) throw new FilterError("An order is no object");
    return Object.entries(order).map(([name, direction]) => term(name, direction, type));
  });
  // Only the first order by a field counts.
  return terms.filter(({ name }, index) => terms.findIndex((each) => each.name === name) === index);
}

function term(name: string, direction: unknown, type: DocumentType): OrderTerm {
  const field = fieldOf(type, name);
  pathOf("", name);
  if (direction !== "asc" && direction !== "desc") {
    throw new FilterError(`The order of ${shown(name)} is neither "asc" nor "desc"`);
  }
  return { name, field, descending: direction === "desc" };
}

/** The terms with the key after them, so that they tell all documents apart. */
export function withId(terms: readonly OrderTerm[], type: DocumentType): readonly OrderTerm[] {
  if (terms.some(({ name }) => name === "_id")) return terms;
  // In the direction of the last, so that one index may serve.
  const descending = terms.at(-1)?.descending ?? false;
  return [...terms, { name: "_id", field: fieldOf(type, "_id"), descending }];
}

/** As a map: names that are numbers would come first in an object. */
export function sortOf(terms: readonly OrderTerm[]): Map<string, 1 | -1> {
  return new Map(terms.map(({ name, descending }) => [name, descending ? -1 : 1]));
}

/** The fields that a call reads. @throws FilterError when it names what cannot be chosen */
export function projectionOf(
  select: unknown,
  type: DocumentType,
  further: readonly string[] = [],
): Document | undefined {
  if (select === undefined) return undefined;
  if (!Array.isArray(select) || select.length === 0) {
    throw new FilterError("What is selected is no list of fields");
  }
  const names = new Set([...selectedNames(select, type), ...further]);
  const id = names.has("_id") ? [] : [["_id", 0] as const];
  return Object.fromEntries([...Array.from(names, (name) => [name, 1] as const), ...id]);
}

export function selectedNames(select: readonly unknown[], type: DocumentType): readonly string[] {
  return Array.from(select, (name) => {
    fieldOf(type, name);
    return pathOf("", String(name));
  });
}
