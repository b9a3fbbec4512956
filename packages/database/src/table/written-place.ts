import { DatabaseError, isDatabaseError } from "../errors/database-error.js";
import { violationMessage } from "../errors/violation-message.js";
import type { TablePlan } from "./table-plan.js";

/**
 * What a call that writes to one table gives. An error that names a key or columns of the table, but no table, gets the
 * rest: MariaDB says no more.
 */
export async function withPlace<Result>(table: TablePlan, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw isDatabaseError(error) && error.table === undefined ? placed(error, table) : error;
  }
}

function placed(error: DatabaseError, { description }: TablePlan): DatabaseError {
  const columns = columnsOf(error, description);
  if (columns === undefined) return error;
  const { kind, code, constraint, retryable, outcomeUnknown, cause } = error;
  const place = { schema: description.schema, table: description.name, columns, constraint };
  // A message about a value says more than a violation's.
  const message = kind === "data" ? undefined : violationMessage({ ...place, kind });
  return new DatabaseError(message ?? error.message, {
    ...place,
    kind,
    code,
    retryable,
    outcomeUnknown,
    cause,
  });
}

/** The columns' names, when all are the table's. */
function columnsOf(
  { constraint, columns }: DatabaseError,
  { columns: own, primaryKey, uniques }: TablePlan["description"],
): readonly string[] | undefined {
  if (columns.length > 0) {
    const names = new Set(Object.values(own).map(({ name }) => name));
    return columns.every((name) => names.has(name)) ? columns : undefined;
  }
  const keys = keysOf(constraint, primaryKey, uniques);
  return keys?.map((key) => own[key]?.name ?? key);
}

function keysOf(
  constraint: string | undefined,
  primaryKey: readonly string[],
  uniques: TablePlan["description"]["uniques"],
): readonly string[] | undefined {
  if (constraint === undefined) return undefined;
  if (Object.hasOwn(uniques, constraint)) return uniques[constraint];
  return constraint === "PRIMARY" ? primaryKey : undefined;
}
