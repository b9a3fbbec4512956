import type { Dialect } from "../../dialect/dialect.js";
import { DatabaseError } from "../../errors/database-error.js";
import { postgresql } from "./postgresql.js";

/**
 * @param what such as `copyFrom`
 * @throws {DatabaseError} kind "syntax" when the database is another
 */
export function requirePostgresql({ title }: Dialect, what: string): void {
  if (title === postgresql.title) return;
  const message = `${what} is for ${postgresql.title}; the database is one of ${title}.`;
  throw new DatabaseError(message, { kind: "syntax" });
}
