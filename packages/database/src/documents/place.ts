import { DatabaseError } from "../errors/database-error.js";
import type { DatabaseErrorKind } from "../errors/database-error-kind.js";
import { shown } from "../table/usage-error.js";

/** Where documents are kept, for errors. */
export interface Place {
  readonly what: "collection" | "table";
  readonly name: string;
}

/** An error about a call, which names the place. @param kind default: "syntax" */
export function placeError(
  { what, name }: Place,
  problem: string,
  kind: DatabaseErrorKind = "syntax",
  columns: readonly string[] = [],
): DatabaseError {
  const message = `${problem} (${what} ${shown(name)}).`;
  return new DatabaseError(message, { kind, table: name, columns });
}

/** Data from outside as an object whose own keys are read; types may have been lost on the way. */
export function plainObject(
  value: unknown,
  what: string,
  place: Place,
): Readonly<Record<string, unknown>> {
  if (isPlainObject(value)) return value;
  throw placeError(place, `${what} is no object`);
}

/** Objects that hold data only: neither arrays nor instances of classes. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** @throws {DatabaseError} kind "syntax" when an option is none of those that are known */
export function checkNames(
  options: unknown,
  known: ReadonlySet<string>,
  what: string,
  place: Place,
): void {
  for (const name of Object.keys(plainObject(options, `What ${what} is given`, place))) {
    if (!known.has(name)) throw placeError(place, `${what} has no option ${shown(name)}`);
  }
}
