import type {
  Batch,
  BulkStatement,
  ConflictParts,
  WriteDialect,
} from "../../dialect/write-dialect.js";
import { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";

export const writes: WriteDialect = {
  updateReturns: false,
  defaultValues: "() values ()",
  countsViewRows: true,
  // Only UPDATE gives its table another name.
  writeTarget: (verb, { name }, alias) =>
    verb === "update" ? { text: `${name} as ${alias}`, alias } : { text: name, alias: name },
  returning,
  onConflict,
  metAnotherRow: ({ code }) => code === severalRows,
  bulkInsert,
};

function returning(columns: readonly ColumnPlan[], alias: string): string {
  return ` returning ${columns.map((column) => column.of(alias)).join(", ")}`;
}

/** Fails when it is evaluated, and is of no type. */
const failure = "(select null union all select null)";
/** The number of its error: a subquery for one value has several rows. */
const severalRows = "1242";

/**
 * A row with the same values of any unique key would be changed. So the first assignment looks whether it is the one
 * that was meant, before anything is assigned (MariaDB, "INSERT ON DUPLICATE KEY UPDATE").
 */
function onConflict({ unique, changed, assignments }: ConflictParts): string {
  const meant = unique.map(({ identifier }) => `${identifier} <=> values(${identifier})`);
  const parts = changed.map(({ identifier }, index) =>
    index === 0
      ? `${identifier} = if(${meant.join(" and ")}, values(${identifier}), ${failure})`
      : `${identifier} = values(${identifier})`,
  );
  return ` on duplicate key update ${[...parts, ...assignments].join(", ")}`;
}

/** Values of a statement at most: preparing more takes longer, and saves nothing. */
const mostValues = 8_192;

/** Statements of as many rows as powers of two, the greatest first: few texts for any number of rows. */
function bulkInsert(batch: Batch): readonly BulkStatement[] {
  const columns = Math.max(1, batch.columns.length);
  const most = 2 ** Math.floor(Math.log2(Math.max(1, mostValues / columns)));
  const statements: BulkStatement[] = [];
  let start = 0;
  for (let size = most; size >= 1; size /= 2) {
    for (; batch.rows - start >= size; start += size) {
      statements.push(bulkStatement(batch, start, size));
    }
  }
  return statements;
}

function bulkStatement(batch: Batch, start: number, size: number): BulkStatement {
  const { table, columns } = batch;
  const builder = new StatementBuilder(table.dialect);
  const names = columns.map(([{ identifier }]) => identifier).join(", ");
  const rows = Array.from({ length: size }, (_, row) => {
    const values = columns.map(([column, wires]) =>
      builder.value(wires[start + row] ?? null, column.type),
    );
    return `(${values.join(", ")})`;
  });
  const end = batch.returning ? returning(table.columns, table.name) : "";
  return { text: `insert into ${table.name} (${names}) values ${rows.join(", ")}${end}`, builder };
}
