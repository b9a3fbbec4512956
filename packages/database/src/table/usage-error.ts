import type { TableDescription } from "../description/table-description.js";
import { DatabaseError } from "../errors/database-error.js";

/** A name from outside as part of a message: short, on one line. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
}

/** The table as part of a message. Without a schema it is one of the connection's own database. */
export function placeOf({ schema, name }: TableDescription): string {
  return `table ${schema === "" ? "" : `${shown(schema)}.`}${shown(name)}`;
}

/** The error for a call with what the table does not have, or that makes no sense. */
export function usageError(table: TableDescription, problem: string): DatabaseError {
  const { schema, name } = table;
  return new DatabaseError(`${problem} (${placeOf(table)}).`, {
    kind: "syntax",
    schema,
    table: name,
  });
}

/** Data from outside as an object whose own keys are read; types may have been lost on the way. */
export function objectOf(
  value: unknown,
  what: string,
  table: TableDescription,
): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>; // read by own keys only
  }
  throw usageError(table, `${what} is no object`);
}

/** @throws {DatabaseError} kind "syntax" when an option is none of those that are known */
export function checkOptions(
  options: unknown,
  known: ReadonlySet<string>,
  what: string,
  table: TableDescription,
): void {
  for (const name of Object.keys(objectOf(options, `What ${what} is given`, table))) {
    if (!known.has(name)) throw usageError(table, `${what} has no option ${shown(name)}`);
  }
}
