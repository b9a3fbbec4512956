import { forgettingWritten } from "../../cache/forget-written.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import { BoundTable } from "../../table/bound-table.js";
import type { AnyTable } from "../../table/define-table.js";
import type { InsertOf } from "../../table/read-options.js";
import type { CallOptions, Session } from "../../table/session.js";
import type { TablePlan } from "../../table/table-plan.js";
import { requirePostgresql } from "../dialect/require-postgresql.js";
import { CopyGroup } from "./copy-group.js";
import { RowSource } from "./row-source.js";

/** A table of a database or of a transaction. */
export interface CopyTable<Definition extends AnyTable> {
  readonly description: Definition;
}

/**
 * Adds rows by COPY, all of them or none, as fast as the server takes them: the rows are read as they are needed, and
 * never held all at once. What a row leaves out gets its default, as with `insertMany`; rows that leave other defaults to
 * the database than the row before them begin another COPY in the same transaction.
 * @returns how many there were
 * @throws {DatabaseError} with the number of the row, from 1, where it is known
 * @throws what the rows throw
 */
export async function copyFrom<Definition extends AnyTable>(
  table: CopyTable<Definition>,
  rows: Iterable<InsertOf<Definition>> | AsyncIterable<InsertOf<Definition>>,
  options: CallOptions = {},
): Promise<number> {
  const { session, plan } = BoundTable.partsOf(table);
  requirePostgresql(plan.dialect, "copyFrom");
  const source = new RowSource(rows);
  const { signal } = options;
  try {
    return await session.measured(plan.key, "copyFrom", async () => {
      if ((await source.peek()).done === true) return 0;
      const copied = session.atomic(
        async (inner) => {
          let count = 0;
          for (;;) {
            const { done, value } = await source.peek();
            if (done === true) return count;
            count += await copyGroup(inner, groupOf(value, source, plan), signal);
          }
        },
        { signal },
      );
      return forgettingWritten(session, plan, { one: false, changed: [] }, copied);
    });
  } finally {
    source.close();
  }
}

function groupOf(first: unknown, source: RowSource, plan: TablePlan): CopyGroup {
  try {
    return new CopyGroup(first, source, plan);
  } catch (error) {
    throw located(error, source.taken + 1);
  }
}

async function copyGroup(
  { executor }: Session,
  group: CopyGroup,
  signal: AbortSignal | undefined,
): Promise<number> {
  try {
    const statement = { text: group.text, values: [] };
    return (await executor.run(statement, { signal, input: group })).count;
  } catch (error) {
    const { failure, refusal } = group;
    if (failure !== undefined) throw located(failure.error, failure.row);
    throw refusal === undefined ? error : located(error, refusal.row, refusal.column);
  }
}

/** The same error, with the number of the row. */
function located(error: unknown, row: number, column?: string): unknown {
  if (!isDatabaseError(error)) return error;
  const { kind, code, schema, table, columns, constraint, retryable, outcomeUnknown } = error;
  return new DatabaseError(`Row ${row}: ${error.message}`, {
    kind,
    code,
    schema,
    table,
    columns: columns.length === 0 && column !== undefined ? [column] : columns,
    constraint,
    retryable,
    outcomeUnknown,
    cause: error.cause,
  });
}
