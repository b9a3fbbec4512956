import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { ValueError } from "../codec/value-error.js";
import type { WireValue } from "../driver/driver.js";
import { DatabaseError } from "../errors/database-error.js";
import type { OrderTerm } from "./order-clause.js";
import type { TablePlan } from "./table-plan.js";

/**
 * Where a page ends: the order's values of its last row, as the database gave them, so that nothing is rounded.
 * It names the table and the order by a hash, as columns' names are nobody's business.
 */
export function encodeCursor(
  values: readonly WireValue[],
  terms: readonly OrderTerm[],
  table: TablePlan,
): string {
  const texts = values.map((value) => table.dialect.toText(value));
  return Buffer.from(JSON.stringify([mark(terms, table), ...texts])).toString("base64url");
}

/**
 * The values of a cursor. They become parameters: a forged one can but begin somewhere else.
 * @throws {DatabaseError} kind "data" when it is no cursor, or one of another table or order
 */
export function decodeCursor(
  cursor: unknown,
  terms: readonly OrderTerm[],
  table: TablePlan,
): readonly WireValue[] {
  const values = parse(cursor);
  if (values?.[0] !== mark(terms, table) || values.length !== terms.length + 1)
    throw cursorError(table);
  return terms.map((term, index) => checked(values[index + 1], term, table));
}

function parse(cursor: unknown): readonly unknown[] | undefined {
  if (typeof cursor !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checked(value: unknown, { column }: OrderTerm, table: TablePlan): WireValue {
  if (value === null && column.nullable) return null;
  if (typeof value !== "string") throw cursorError(table);
  try {
    const wire = table.dialect.fromText(value);
    // What can be read and written again is a value; the database gets what it gave.
    column.codec.encode(column.codec.decode(wire));
    return wire;
  } catch (error) {
    throw error instanceof ValueError ? cursorError(table) : error;
  }
}

function mark(terms: readonly OrderTerm[], table: TablePlan): string {
  const order = terms.map(({ column, descending, nullsFirst }) => [
    column.key,
    descending,
    nullsFirst,
  ]);
  const text = JSON.stringify([table.name, order]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

function cursorError({ description: { schema, name } }: TablePlan): DatabaseError {
  const message = "The cursor is none of this table and order.";
  return new DatabaseError(message, { kind: "data", schema, table: name });
}
