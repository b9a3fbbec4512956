import { DatabaseError } from "../errors/database-error.js";
import type { StatementResult } from "../driver/driver.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import { type BulkStatement, bulkStatements } from "./bulk-insert.js";
import type { ColumnPlan } from "./column-plan.js";
import { keyTexts } from "./row-key.js";
import { RowReader } from "./row-reader.js";
import type { CallOptions, Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { checkOptions, objectOf, shown } from "./usage-error.js";
import { filterCondition, keyCondition, type Scope } from "./where-clause.js";
import { type WrittenValue, writtenValues } from "./written-values.js";

/** What calls say, when their types have been lost on the way. */
export interface WriteOptions extends CallOptions {
  readonly by?: unknown;
  readonly version?: unknown;
  readonly returning?: unknown;
}

const insertOptions: ReadonlySet<string> = new Set(["signal"]);
const upsertOptions: ReadonlySet<string> = new Set(["signal", "by"]);
const keyOptions: ReadonlySet<string> = new Set(["signal", "version"]);
const whereOptions: ReadonlySet<string> = new Set(["signal", "returning"]);
const noOptions: WriteOptions = {};

/** Changes rows of one table. */
export class TableWriter {
  readonly #session: Session;
  readonly #table: TablePlan;
  readonly #reader: RowReader;

  constructor(session: Session, table: TablePlan) {
    this.#session = session;
    this.#table = table;
    this.#reader = new RowReader(table.columns);
  }

  async insert(row: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, insertOptions, "insert");
    const scope = this.#scope();
    const written = writtenValues(row, "The row", this.#table);
    return this.#one(`${insertText(written, scope)}${this.#returning(scope)}`, scope, options);
  }

  async insertMany(
    rows: Iterable<unknown>,
    options: WriteOptions = noOptions,
  ): Promise<number | object[]> {
    this.#check(options, whereOptions, "insertMany");
    const returning = options.returning === true;
    const columns = returning ? this.#columns(this.#scope()) : "";
    const statements = bulkStatements(rows, this.#table, columns);
    const first = statements.next();
    if (first.done) return returning ? [] : 0;
    const second = statements.next();
    const given = second.done ? [first.value] : chain([first.value, second.value], statements);
    const results = await this.#runAll(given, second.done === true, options);
    return returning
      ? results.flatMap((result) => result.rows.map((row) => this.#reader.read(row)))
      : results.reduce((sum, { count }) => sum + count, 0);
  }

  async upsert(row: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, upsertOptions, "upsert");
    const scope = this.#scope();
    const written = writtenValues(row, "The row", this.#table);
    const unique = this.#uniqueColumns(options.by);
    const text =
      `${insertText(written, scope)} on conflict (${identifiers(unique)})` +
      ` do update set ${this.#conflictChanges(written, unique, scope)}${this.#returning(scope)}`;
    return this.#one(text, scope, options);
  }

  async update(key: unknown, changes: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, keyOptions, "update");
    const keys = keyTexts(key, this.#table);
    const scope = this.#scope();
    const assignments = this.#assignments(changes, scope);
    const condition = this.#keyCondition(keys, options, scope);
    const text =
      assignments === undefined
        ? `select ${this.#columns(scope)} from ${this.#table.name} as ${scope.alias} where ${condition}`
        : `update ${this.#table.name} as ${scope.alias} set ${assignments} where ${condition}${this.#returning(scope)}`;
    const { rows } = await this.#session.write(text, scope.builder, options);
    const [row] = rows;
    if (row !== undefined) return this.#reader.read(row);
    await this.#refuseConflict(keys, options);
    throw this.#error("not-found", "There is no such row");
  }

  async updateWhere(
    where: unknown,
    changes: unknown,
    options: WriteOptions = noOptions,
  ): Promise<number | object[]> {
    this.#check(options, whereOptions, "updateWhere");
    const scope = this.#scope();
    const assignments = this.#assignments(changes, scope);
    if (assignments === undefined) throw this.#table.error("There are no changes");
    const text = `update ${this.#table.name} as ${scope.alias} set ${assignments} where ${this.#condition(where, scope)}`;
    return this.#many(text, scope, options);
  }

  async delete(key: unknown, options: WriteOptions = noOptions): Promise<object | undefined> {
    this.#check(options, keyOptions, "delete");
    const keys = keyTexts(key, this.#table);
    const scope = this.#scope();
    const condition = this.#keyCondition(keys, options, scope);
    const text = `delete from ${this.#table.name} as ${scope.alias} where ${condition}${this.#returning(scope)}`;
    const { rows } = await this.#session.write(text, scope.builder, options);
    const [row] = rows;
    if (row !== undefined) return this.#reader.read(row);
    await this.#refuseConflict(keys, options);
    return undefined;
  }

  async deleteWhere(where: unknown, options: WriteOptions = noOptions): Promise<number | object[]> {
    this.#check(options, whereOptions, "deleteWhere");
    const scope = this.#scope();
    const text = `delete from ${this.#table.name} as ${scope.alias} where ${this.#condition(where, scope)}`;
    return this.#many(text, scope, options);
  }

  async #one(text: string, scope: Scope, options: CallOptions): Promise<object> {
    const { rows } = await this.#session.write(text, scope.builder, options);
    const [row] = rows;
    // A trigger, or a rule of a view, may write nothing.
    if (row === undefined) throw this.#error("not-found", "The database wrote no row");
    return this.#reader.read(row);
  }

  /** Several statements take effect together. */
  async #runAll(
    statements: Iterable<BulkStatement>,
    single: boolean,
    options: CallOptions,
  ): Promise<readonly StatementResult[]> {
    const runIn = async (session: Session): Promise<readonly StatementResult[]> => {
      const results: StatementResult[] = [];
      for (const { text, builder } of statements) {
        // oxlint-disable-next-line no-await-in-loop -- rows are added in their order
        results.push(await session.write(text, builder, options));
      }
      return results;
    };
    return single ? runIn(this.#session) : this.#session.atomic(runIn, options);
  }

  async #many(text: string, scope: Scope, options: WriteOptions): Promise<number | object[]> {
    const returning = options.returning === true;
    const whole = returning ? text + this.#returning(scope) : text;
    const { rows, count } = await this.#session.write(whole, scope.builder, options);
    return returning ? rows.map((row) => this.#reader.read(row)) : count;
  }

  /** `undefined` when nothing changes: not even the version then. */
  #assignments(changes: unknown, { builder, alias }: Scope): string | undefined {
    const { version } = this.#table;
    const written = writtenValues(changes, "The changes", this.#table);
    if (written.length === 0) return undefined;
    if (version !== undefined && written.some(({ column }) => column === version)) {
      throw this.#table.error(
        `The column ${shown(version.key)} counts changes: it is not changed itself`,
      );
    }
    const parts = written.map(
      ({ column, value }) => `${column.identifier} = ${column.value(value, builder)}`,
    );
    return [...parts, ...this.#counted(alias)].join(", ");
  }

  #counted(alias: string): readonly string[] {
    const { version } = this.#table;
    return version === undefined ? [] : [`${version.identifier} = ${version.of(alias)} + 1`];
  }

  #conflictChanges(
    written: readonly WrittenValue[],
    unique: readonly ColumnPlan[],
    { alias }: Scope,
  ): string {
    const { version } = this.#table;
    const changed = written
      .map(({ column }) => column)
      .filter((column) => !unique.includes(column) && column !== version);
    // Without a change there would be no row to return.
    const columns = changed.length === 0 ? unique.slice(0, 1) : changed;
    const parts = columns.map(({ identifier }) => `${identifier} = excluded.${identifier}`);
    return [...parts, ...(changed.length === 0 ? [] : this.#counted(alias))].join(", ");
  }

  #uniqueColumns(by: unknown): readonly ColumnPlan[] {
    const { primaryKey, description } = this.#table;
    const named =
      typeof by === "string" && Object.hasOwn(description.uniques, by)
        ? description.uniques[by]
        : by;
    if (named !== undefined && !Array.isArray(named)) {
      throw this.#table.error(
        "An upsert's `by` is neither a unique constraint nor a list of columns",
      );
    }
    const columns =
      named === undefined ? primaryKey : Array.from(named, (key) => this.#table.column(key));
    if (columns.length === 0)
      throw this.#table.error("An upsert needs the primary key, or other unique columns");
    return columns;
  }

  #keyCondition(keys: readonly string[], options: WriteOptions, scope: Scope): string {
    const condition = keyCondition(this.#table.primaryKey, keys, scope);
    if (options.version === undefined) return condition;
    const { version } = this.#table;
    if (version === undefined) throw this.#table.error("There is no column that counts changes");
    return `${condition} and ${version.of(scope.alias)} = ${version.value(options.version, scope.builder)}`;
  }

  /** Nothing matched: because the version is another, when the row is there. */
  async #refuseConflict(keys: readonly string[], options: WriteOptions): Promise<void> {
    if (options.version === undefined) return;
    const scope = this.#scope();
    const text = `select from ${this.#table.name} as ${scope.alias} where ${keyCondition(this.#table.primaryKey, keys, scope)}`;
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    if (rows.length > 0)
      throw this.#error("conflict", "The row has been changed since it was read");
  }

  /** A filter that was built from data, and came out empty, must not mean every row. */
  #condition(where: unknown, scope: Scope): string {
    if (Object.keys(objectOf(where, "A filter", this.#table.description)).length === 0) {
      throw this.#table.error("The filter is empty; for every row write { and: [] }");
    }
    return filterCondition(where, scope);
  }

  #scope(): Scope {
    const builder = new StatementBuilder();
    return { table: this.#table, alias: builder.alias(), builder };
  }

  #returning(scope: Scope): string {
    return ` returning ${this.#columns(scope)}`;
  }

  #columns({ alias }: Scope): string {
    return this.#table.columns.map((column) => column.of(alias)).join(", ");
  }

  #check(options: WriteOptions, known: ReadonlySet<string>, name: string): void {
    checkOptions(options, known, name, this.#table.description);
  }

  #error(kind: "not-found" | "conflict", problem: string): DatabaseError {
    const { schema, name } = this.#table.description;
    const message = `${problem} (table ${shown(schema)}.${shown(name)}).`;
    return new DatabaseError(message, { kind, schema, table: name });
  }
}

function* chain<Item>(
  first: readonly Item[],
  rest: Iterable<Item>,
): Generator<Item, void, undefined> {
  yield* first;
  yield* rest;
}

function insertText(written: readonly WrittenValue[], { table, alias, builder }: Scope): string {
  const into = `insert into ${table.name} as ${alias}`;
  if (written.length === 0) return `${into} default values`;
  const values = written.map(({ column, value }) => column.value(value, builder));
  return `${into} (${identifiers(written.map(({ column }) => column))}) values (${values.join(", ")})`;
}

function identifiers(columns: readonly ColumnPlan[]): string {
  return columns.map(({ identifier }) => identifier).join(", ");
}
