import { onConflict } from "../../dialect/on-conflict.js";
import type { Batch, BulkStatement, WriteDialect } from "../../dialect/write-dialect.js";
import { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { mostValues } from "./most-values.js";

/** Rows of a statement at most: more save nothing any more. */
const mostRows = 128;

export const writes: WriteDialect = {
  updateReturns: true,
  defaultValues: "default values",
  // Changes that triggers intercept are not counted ("sqlite3_changes").
  countsViewRows: false,
  // UPDATE and DELETE find no column of a view by its alias.
  writeTarget: (_verb, { name, isView }, alias) =>
    isView ? { text: name, alias: name } : { text: `${name} as ${alias}`, alias },
  returning,
  onConflict,
  // It is a violation of that key.
  metAnotherRow: () => false,
  bulkInsert: bulkStatements,
};

/** By their bare names: it knows no alias ("RETURNING", §3). */
function returning(columns: readonly ColumnPlan[]): string {
  return ` returning ${columns.map(({ identifier }) => identifier).join(", ")}`;
}

/** The numbers of rows are powers of two, so that there are few texts. */
function bulkStatements(batch: Batch): readonly BulkStatement[] {
  const { columns, rows } = batch;
  const statements: BulkStatement[] = [];
  const most = columns.length === 0 ? 1 : Math.min(mostRows, mostValues / columns.length);
  for (let start = 0; start < rows;) {
    const length = 2 ** Math.floor(Math.log2(Math.min(most, rows - start)));
    statements.push(bulkStatement(batch, start, length));
    start += length;
  }
  return statements;
}

function bulkStatement(
  { table, columns, returning: returns }: Batch,
  start: number,
  length: number,
): BulkStatement {
  const builder = new StatementBuilder(table.dialect);
  const end = returns ? returning(table.columns) : "";
  const into = `insert into ${table.name} as ${builder.alias()}`;
  if (columns.length === 0) return { text: `${into} default values${end}`, builder };
  const rows: string[] = [];
  for (let row = start; row < start + length; row += 1) {
    rows.push(`(${columns.map(([, values]) => builder.bare(values[row] ?? null)).join(", ")})`);
  }
  const names = columns.map(([{ identifier }]) => identifier).join(", ");
  return { text: `${into} (${names}) values ${rows.join(", ")}${end}`, builder };
}
