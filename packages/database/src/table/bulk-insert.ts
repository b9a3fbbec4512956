import { arrayText } from "../codec/array-text.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import type { ColumnPlan } from "./column-plan.js";
import type { TablePlan } from "./table-plan.js";
import { type WrittenValue, writtenValues } from "./written-values.js";

/** What a statement inserts at most: more rows cost memory on both sides, and save nothing any more. */
const mostRows = 5_000;
const mostCharacters = 4_000_000;

/** Rows that one statement inserts. */
interface Batch {
  /** What the rows leave to the database, as a key. */
  readonly defaults: string;
  /** Texts by column. */
  readonly columns: Map<ColumnPlan, (string | null)[]>;
  rows: number;
  characters: number;
}

/** A statement that inserts rows; its text does not depend on how many. */
export interface BulkStatement {
  readonly text: string;
  readonly builder: StatementBuilder;
}

/**
 * Statements that insert rows in their order, through `unnest`. Rows that leave other defaults to the database need a
 * statement of their own; a column without a default that a row leaves out is null.
 * @param returning written after `returning`, for the table called `t0`; empty: nothing comes back
 * @throws {DatabaseError} kind "syntax" or "data" when a row is none of the table
 */
export function* bulkStatements(
  rows: Iterable<unknown>,
  table: TablePlan,
  returning: string,
): Generator<BulkStatement, void, undefined> {
  let batch: Batch | undefined;
  for (const row of rows) {
    const written = writtenValues(row, "A row", table);
    const defaults = defaultsOf(written);
    if (batch && (batch.defaults !== defaults || isFull(batch))) {
      yield statementOf(batch, table, returning);
      batch = undefined;
    }
    batch ??= { defaults, columns: new Map(), rows: 0, characters: 0 };
    add(written, batch);
  }
  if (batch) yield statementOf(batch, table, returning);
}

function isFull({ rows, characters, columns }: Batch): boolean {
  // SQL has no statement for several rows of nothing but defaults whose text does not depend on how many.
  return rows >= mostRows || characters >= mostCharacters || columns.size === 0;
}

/** Which columns with a default have a value of the row's own. */
function defaultsOf(written: readonly WrittenValue[]): string {
  let key = "";
  for (const { column } of written) if (column.description.hasDefault) key += `${column.index},`;
  return key;
}

function add(written: readonly WrittenValue[], batch: Batch): void {
  for (const { column, value } of written) {
    const text = column.encode(value);
    let texts = batch.columns.get(column);
    if (texts === undefined) {
      texts = [];
      batch.columns.set(column, texts);
    }
    // Rows before it left the column out.
    while (texts.length < batch.rows) texts.push(null);
    texts.push(text);
    batch.characters += text?.length ?? 0;
  }
  batch.rows += 1;
}

function statementOf({ columns, rows }: Batch, table: TablePlan, returning: string): BulkStatement {
  const builder = new StatementBuilder();
  const alias = builder.alias();
  const source = builder.alias();
  const into = `insert into ${table.name} as ${alias}`;
  const end = returning === "" ? "" : ` returning ${returning}`;
  const written = [...columns].toSorted(([left], [right]) => left.index - right.index);
  if (written.length === 0) return { text: `${into} default values${end}`, builder };
  const parameters = written.map(([column, texts]) => {
    while (texts.length < rows) texts.push(null);
    const array = arrayText(texts, column.codec.plain === true);
    return builder.value(array, direct(column) ? `${column.type}[]` : "text[]");
  });
  const names = written.map((_, index) => `c${index}`);
  const values = written.map(([column], index) =>
    direct(column) ? `${source}.c${index}` : `${source}.c${index}::${column.type}`,
  );
  const text =
    `${into} (${written.map(([{ identifier }]) => identifier).join(", ")})` +
    ` select ${values.join(", ")} from unnest(${parameters.join(", ")}) as ${source}(${names.join(", ")})${end}`;
  return { text, builder };
}

/**
 * `unnest` takes arrays apart to the last dimension, and composite values to their fields: such values, and those of
 * types that may be either, travel as text and are cast one by one.
 */
function direct(column: ColumnPlan): boolean {
  return !column.description.array && !column.foreignType && column.type !== "box";
}
