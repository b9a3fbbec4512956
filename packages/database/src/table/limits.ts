import { DatabaseError } from "../errors/database-error.js";
import type { TablePlan } from "./table-plan.js";

/** Rows of a page at most: pages are held in memory as a whole. */
const longestPage = 10_000;

/** @throws {DatabaseError} kind "data" when it is neither `undefined` nor a whole number from 0 */
export function checkLimit(limit: unknown, table: TablePlan): number | undefined {
  if (limit === undefined) return undefined;
  if (Number.isSafeInteger(limit) && Number(limit) >= 0) return Number(limit);
  throw limitError("The limit", "a whole number, 0 or more", table);
}

/** @throws {DatabaseError} kind "data" when it is no whole number from 1 to 10,000 */
export function checkPageSize(size: unknown, what: string, table: TablePlan): number {
  if (Number.isSafeInteger(size) && Number(size) >= 1 && Number(size) <= longestPage)
    return Number(size);
  throw limitError(what, `a whole number from 1 to ${longestPage}`, table);
}

function limitError(what: string, wanted: string, { description }: TablePlan): DatabaseError {
  const { schema, name } = description;
  return new DatabaseError(`${what} must be ${wanted}.`, { kind: "data", schema, table: name });
}
