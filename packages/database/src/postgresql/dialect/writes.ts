import { onConflict } from "../../dialect/on-conflict.js";
import type { Batch, BulkStatement, WriteDialect } from "../../dialect/write-dialect.js";
import { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { arrayText } from "../codec/array-text.js";
import { isForeignType, isPlain, textsOf } from "./wire-texts.js";

export const writes: WriteDialect = {
  updateReturns: true,
  defaultValues: "default values",
  countsViewRows: true,
  writeTarget: (_verb, { name }, alias) => ({ text: `${name} as ${alias}`, alias }),
  returning,
  onConflict,
  // It is a violation of that key.
  metAnotherRow: () => false,
  bulkInsert: (batch) => [bulkStatement(batch)],
};

function returning(columns: readonly ColumnPlan[], alias: string): string {
  return ` returning ${columns.map((column) => column.of(alias)).join(", ")}`;
}

/** Through `unnest`: the text does not depend on how many rows there are. */
function bulkStatement(batch: Batch): BulkStatement {
  const { table, columns } = batch;
  const builder = new StatementBuilder(table.dialect);
  const alias = builder.alias();
  const source = builder.alias();
  const into = `insert into ${table.name} as ${alias}`;
  const end = batch.returning ? returning(table.columns, alias) : "";
  if (columns.length === 0) return { text: `${into} default values${end}`, builder };
  const parameters = columns.map(([column, values]) => {
    const array = arrayText(textsOf(values), isPlain(column));
    return builder.value(array, direct(column) ? `${column.type}[]` : "text[]");
  });
  const names = columns.map((_, index) => `c${index}`);
  const values = columns.map(([column], index) =>
    direct(column) ? `${source}.c${index}` : `${source}.c${index}::${column.type}`,
  );
  const text =
    `${into} (${columns.map(([{ identifier }]) => identifier).join(", ")})` +
    ` select ${values.join(", ")} from unnest(${parameters.join(", ")}) as ${source}(${names.join(", ")})${end}`;
  return { text, builder };
}

/**
 * `unnest` takes arrays apart to the last dimension, and composite values to their fields: such values, and those of
 * types that may be either, travel as text and are cast one by one.
 */
function direct(column: ColumnPlan): boolean {
  return !column.description.array && !isForeignType(column) && column.type !== "box";
}
