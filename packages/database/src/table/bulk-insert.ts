import type { BulkStatement } from "../dialect/write-dialect.js";
import type { WireValue } from "../driver/driver.js";
import type { ColumnPlan } from "./column-plan.js";
import type { TablePlan } from "./table-plan.js";
import { type WrittenValue, writtenValues } from "./written-values.js";

/** What a statement inserts at most: more rows cost memory on both sides, and save nothing any more. */
const mostRows = 5_000;
const mostCharacters = 4_000_000;

/** Rows that are inserted together, as long as more can be added. */
interface OpenBatch {
  /** What the rows leave to the database, as a key. */
  readonly defaults: string;
  /** Values by column. */
  readonly columns: Map<ColumnPlan, WireValue[]>;
  rows: number;
  characters: number;
}

/**
 * Statements that insert rows in their order. Rows that leave other defaults to the database need a statement of their
 * own; a column without a default that a row leaves out is null.
 * @param returning the rows come back
 * @throws {DatabaseError} kind "syntax" or "data" when a row is none of the table
 */
export function* bulkStatements(
  rows: Iterable<unknown>,
  table: TablePlan,
  returning: boolean,
): Generator<BulkStatement, void, undefined> {
  let batch: OpenBatch | undefined;
  for (const row of rows) {
    const written = writtenValues(row, "A row", table);
    const defaults = defaultsOf(written);
    if (batch && (batch.defaults !== defaults || isFull(batch))) {
      yield* statementsOf(batch, table, returning);
      batch = undefined;
    }
    batch ??= { defaults, columns: new Map(), rows: 0, characters: 0 };
    add(written, batch);
  }
  if (batch) yield* statementsOf(batch, table, returning);
}

function isFull({ rows, characters, columns }: OpenBatch): boolean {
  // SQL has no statement for several rows of nothing but defaults whose text does not depend on how many.
  return rows >= mostRows || characters >= mostCharacters || columns.size === 0;
}

/** Which columns with a default have a value of the row's own. */
function defaultsOf(written: readonly WrittenValue[]): string {
  let key = "";
  for (const { column } of written) if (column.description.hasDefault) key += `${column.index},`;
  return key;
}

function add(written: readonly WrittenValue[], batch: OpenBatch): void {
  for (const { column, value } of written) {
    const wire = column.encode(value);
    let values = batch.columns.get(column);
    if (values === undefined) {
      values = [];
      batch.columns.set(column, values);
    }
    // Rows before it left the column out.
    while (values.length < batch.rows) values.push(null);
    values.push(wire);
    batch.characters += sizeOf(wire);
  }
  batch.rows += 1;
}

/** Characters or bytes; what else a value can be is small. */
function sizeOf(wire: WireValue): number {
  return typeof wire === "string" || wire instanceof Uint8Array ? wire.length : 0;
}

function statementsOf(
  { columns, rows }: OpenBatch,
  table: TablePlan,
  returning: boolean,
): readonly BulkStatement[] {
  const written = [...columns].toSorted(([left], [right]) => left.index - right.index);
  for (const [, values] of written) while (values.length < rows) values.push(null);
  return table.dialect.bulkInsert({ table, columns: written, rows, returning });
}
