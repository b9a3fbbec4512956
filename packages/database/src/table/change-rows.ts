import type { WireValue } from "../driver/driver.js";
import { assignmentsOf } from "./assignments.js";
import { keyValues } from "./row-key.js";
import { RowReader } from "./row-reader.js";
import type { Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { changedKeys, readRows, updateAndRead } from "./update-and-read.js";
import { checkOptions, objectOf } from "./usage-error.js";
import { filterCondition, keyCondition, type Scope } from "./where-clause.js";
import {
  columnList,
  noOptions,
  readScope,
  returningClause,
  rowError,
  type WriteOptions,
  type WriteScope,
  writeScope,
} from "./written-row.js";

const keyOptions: ReadonlySet<string> = new Set(["signal", "version"]);
const whereOptions: ReadonlySet<string> = new Set(["signal", "returning"]);

/** Changes and removes rows of one table. */
export class RowChanger {
  readonly #session: Session;
  readonly #table: TablePlan;
  readonly #reader: RowReader;

  constructor(session: Session, table: TablePlan) {
    this.#session = session;
    this.#table = table;
    this.#reader = new RowReader(table.columns);
  }

  async update(key: unknown, changes: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, keyOptions, "update");
    const keys = keyValues(key, this.#table);
    const scope = writeScope(this.#table, "update");
    const assignments = assignmentsOf(changes, scope);
    const row = await (assignments === undefined
      ? this.#read(keys, options)
      : this.#updateByKey(assignments, keys, changes, options, scope));
    if (row === undefined) throw rowError("not-found", "There is no such row", this.#table);
    return row;
  }

  async updateWhere(
    where: unknown,
    changes: unknown,
    options: WriteOptions = noOptions,
  ): Promise<number | object[]> {
    this.#check(options, whereOptions, "updateWhere");
    const scope = writeScope(this.#table, "update");
    const assignments = assignmentsOf(changes, scope);
    if (assignments === undefined) throw this.#table.error("There are no changes");
    if (options.returning === true && !this.#table.dialect.updateReturns) {
      checkFilter(where, this.#table);
      const rows = await this.#session.atomic(
        (session) => updateAndRead(session, this.#table, where, changes, options),
        options,
      );
      return rows.map((row) => this.#reader.read(row));
    }
    const text = `update ${scope.target} set ${assignments} where ${someRows(where, scope)}`;
    return this.#many(text, scope, options);
  }

  async delete(key: unknown, options: WriteOptions = noOptions): Promise<object | undefined> {
    this.#check(options, keyOptions, "delete");
    const keys = keyValues(key, this.#table);
    const scope = writeScope(this.#table, "delete");
    const condition = versionedKey(keys, options, scope);
    const text = `delete from ${scope.target} where ${condition}${returningClause(scope)}`;
    return this.#byKey(text, keys, options, scope);
  }

  async deleteWhere(where: unknown, options: WriteOptions = noOptions): Promise<number | object[]> {
    this.#check(options, whereOptions, "deleteWhere");
    const scope = writeScope(this.#table, "delete");
    const text = `delete from ${scope.target} where ${someRows(where, scope)}`;
    return this.#many(text, scope, options);
  }

  async #many(text: string, scope: Scope, options: WriteOptions): Promise<number | object[]> {
    const returning = options.returning === true;
    const whole = returning ? text + returningClause(scope) : text;
    const { rows, count } = await this.#session.write(whole, scope.builder, options);
    return returning ? rows.map((row) => this.#reader.read(row)) : count;
  }

  /** In one statement where the database's UPDATE gives rows back, else in a transaction. */
  #updateByKey(
    assignments: string,
    keys: readonly WireValue[],
    changes: unknown,
    options: WriteOptions,
    scope: WriteScope,
  ): Promise<object | undefined> {
    const text = `update ${scope.target} set ${assignments} where ${versionedKey(keys, options, scope)}`;
    const { primaryKey, dialect } = this.#table;
    if (dialect.updateReturns) {
      return this.#byKey(text + returningClause(scope), keys, options, scope);
    }
    return this.#session.atomic(async (session) => {
      const { count } = await session.write(text, scope.builder, options);
      if (count === 0) return this.#missing(session, keys, options);
      const now = changedKeys(this.#table, primaryKey, [keys], changes);
      const [row] = await readRows(session, this.#table, primaryKey, now, options);
      return row && this.#reader.read(row);
    }, options);
  }

  /** Nothing changes, but the version is looked at. */
  #read(keys: readonly WireValue[], options: WriteOptions): Promise<object | undefined> {
    const scope = readScope(this.#table);
    const condition = versionedKey(keys, options, scope);
    const from = `from ${this.#table.name} as ${scope.alias}`;
    const text = `select ${columnList(scope)} ${from} where ${condition}`;
    return this.#byKey(text, keys, options, scope);
  }

  async #byKey(
    text: string,
    keys: readonly WireValue[],
    options: WriteOptions,
    { builder }: Scope,
  ): Promise<object | undefined> {
    const { rows } = await this.#session.write(text, builder, options);
    const [row] = rows;
    return row === undefined ? this.#missing(this.#session, keys, options) : this.#reader.read(row);
  }

  /** @throws {DatabaseError} kind "conflict" when the row is there, but of another version */
  async #missing(
    session: Session,
    keys: readonly WireValue[],
    options: WriteOptions,
  ): Promise<undefined> {
    if (options.version === undefined) return;
    const scope = readScope(this.#table);
    const condition = keyCondition(this.#table.primaryKey, keys, scope);
    const text = `${this.#table.dialect.anyRow}from ${this.#table.name} as ${scope.alias} where ${condition}`;
    const { rows } = await session.read(text, scope.builder.values, options);
    if (rows.length === 0) return;
    throw rowError("conflict", "The row has been changed since it was read", this.#table);
  }

  #check(options: WriteOptions, known: ReadonlySet<string>, name: string): void {
    checkOptions(options, known, name, this.#table.description);
  }
}

function versionedKey(keys: readonly WireValue[], options: WriteOptions, scope: Scope): string {
  const { table, alias, builder } = scope;
  const condition = keyCondition(table.primaryKey, keys, scope);
  if (options.version === undefined) return condition;
  const { version } = table;
  if (version === undefined) throw table.error("There is no column that counts changes");
  return `${condition} and ${version.of(alias)} = ${version.value(options.version, builder)}`;
}

/** A filter that was built from data, and came out empty, must not mean every row. */
function someRows(where: unknown, scope: Scope): string {
  checkFilter(where, scope.table);
  return filterCondition(where, scope);
}

function checkFilter(where: unknown, table: TablePlan): void {
  if (Object.keys(objectOf(where, "A filter", table.description)).length > 0) return;
  throw table.error("The filter is empty; for every row write { and: [] }");
}
