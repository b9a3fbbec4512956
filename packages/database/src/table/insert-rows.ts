import type { StatementResult } from "../driver/driver.js";
import { isDatabaseError } from "../errors/database-error.js";
import type { BulkStatement } from "../dialect/write-dialect.js";
import { bulkStatements } from "./bulk-insert.js";
import type { ColumnPlan } from "./column-plan.js";
import { RowReader } from "./row-reader.js";
import type { CallOptions, Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { checkOptions } from "./usage-error.js";
import type { Scope } from "./where-clause.js";
import {
  noOptions,
  returningClause,
  rowError,
  versionCount,
  type WriteOptions,
  type WriteScope,
  writeScope,
} from "./written-row.js";
import { type WrittenValue, writtenValues } from "./written-values.js";

const insertOptions: ReadonlySet<string> = new Set(["signal"]);
const manyOptions: ReadonlySet<string> = new Set(["signal", "returning"]);
const upsertOptions: ReadonlySet<string> = new Set(["signal", "by"]);

/** Adds rows to one table. */
export class RowInserter {
  readonly #session: Session;
  readonly #table: TablePlan;
  readonly #reader: RowReader;

  constructor(session: Session, table: TablePlan) {
    this.#session = session;
    this.#table = table;
    this.#reader = new RowReader(table.columns);
  }

  async insert(row: unknown, options: WriteOptions = noOptions): Promise<object> {
    checkOptions(options, insertOptions, "insert", this.#table.description);
    const scope = writeScope(this.#table, "insert");
    const written = writtenValues(row, "The row", this.#table);
    return this.#one(`${insertText(written, scope)}${returningClause(scope)}`, scope, options);
  }

  async insertMany(
    rows: Iterable<unknown>,
    options: WriteOptions = noOptions,
  ): Promise<number | object[]> {
    checkOptions(options, manyOptions, "insertMany", this.#table.description);
    const returning = options.returning === true;
    const statements = bulkStatements(rows, this.#table, returning);
    const first = statements.next();
    if (first.done) return returning ? [] : 0;
    const second = statements.next();
    const results = second.done
      ? await runAll(this.#session, [first.value], options)
      : await this.#session.atomic(
          (session) => runAll(session, chain([first.value, second.value], statements), options),
          options,
        );
    return returning
      ? results.flatMap((result) => result.rows.map((row) => this.#reader.read(row)))
      : results.reduce((sum, { count }) => sum + count, 0);
  }

  async upsert(row: unknown, options: WriteOptions = noOptions): Promise<object> {
    checkOptions(options, upsertOptions, "upsert", this.#table.description);
    const scope = writeScope(this.#table, "insert");
    const written = writtenValues(row, "The row", this.#table);
    const unique = this.#uniqueColumns(options.by);
    const text =
      insertText(written, scope) + conflictClause(written, unique, scope) + returningClause(scope);
    try {
      return await this.#one(text, scope, options);
    } catch (error) {
      if (!isDatabaseError(error) || !this.#table.dialect.metAnotherRow(error)) throw error;
      const problem = "Another row has the same values of another unique key";
      throw rowError("unique-violation", problem, this.#table, error);
    }
  }

  async #one(text: string, scope: Scope, options: CallOptions): Promise<object> {
    const { rows } = await this.#session.write(text, scope.builder, options);
    const [row] = rows;
    // A trigger, or a rule of a view, may write nothing.
    if (row === undefined) throw rowError("not-found", "The database wrote no row", this.#table);
    return this.#reader.read(row);
  }

  #uniqueColumns(by: unknown): readonly ColumnPlan[] {
    const { primaryKey, description } = this.#table;
    if (by === undefined && primaryKey.length > 0) {
      const given = primaryKey.find((column) => column.description.readOnly === true);
      if (given === undefined) return primaryKey;
      throw this.#table.error(
        `An upsert by the primary key finds no row, as only the database gives ${JSON.stringify(given.key)}: name a unique constraint or its columns with \`by\``,
      );
    }
    const isName = typeof by === "string" && Object.hasOwn(description.uniques, by);
    const keys = isName ? description.uniques[by] : by;
    if (Array.isArray(keys) && keys.length > 0) {
      return Array.from(keys, (key) => this.#table.column(key));
    }
    throw this.#table.error(
      "An upsert needs the primary key, or `by`: a unique constraint or its columns",
    );
  }
}

/** One after the other: rows are added in their order. */
async function runAll(
  session: Session,
  statements: Iterable<BulkStatement>,
  options: CallOptions,
): Promise<readonly StatementResult[]> {
  const results: StatementResult[] = [];
  for (const { text, builder } of statements) {
    results.push(await session.write(text, builder, options));
  }
  return results;
}

function* chain<Item>(first: readonly Item[], rest: Iterable<Item>): Generator<Item, void> {
  yield* first;
  yield* rest;
}

function insertText(written: readonly WrittenValue[], scope: WriteScope): string {
  const { table, builder, target } = scope;
  const into = `insert into ${target}`;
  if (written.length === 0) return `${into} ${table.dialect.defaultValues}`;
  const names = written.map(({ column: { identifier } }) => identifier);
  const values = written.map(({ column, value }) => column.value(value, builder));
  return `${into} (${names.join(", ")}) values (${values.join(", ")})`;
}

function conflictClause(
  written: readonly WrittenValue[],
  unique: readonly ColumnPlan[],
  scope: Scope,
): string {
  const { version, dialect } = scope.table;
  const changed = written
    .map(({ column }) => column)
    .filter((column) => !unique.includes(column) && column !== version);
  return changed.length === 0
    ? // Without a change there would be no row to return.
      dialect.onConflict({ unique, changed: unique.slice(0, 1), assignments: [] })
    : dialect.onConflict({ unique, changed, assignments: versionCount(scope) });
}
