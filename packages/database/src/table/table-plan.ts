import type { RelationDescription, TableDescription } from "../description/table-description.js";
import type { Dialect } from "../dialect/dialect.js";
import { ColumnPlan } from "./column-plan.js";
import { shown, usageError } from "./usage-error.js";

/** All that statements need of a table, worked out once, when it is first used. */
export class TablePlan {
  readonly description: TableDescription;
  readonly dialect: Dialect;
  /** Key in the database's tables. */
  readonly key: string;
  /** `"schema"."name"`; without a schema, only the second. */
  readonly name: string;
  /** It has no rows of its own. */
  readonly isView: boolean;
  /** The database counts the rows that a statement writes. */
  readonly countsRows: boolean;
  /** In the order of the table. */
  readonly columns: readonly ColumnPlan[];
  readonly primaryKey: readonly ColumnPlan[];
  /** Counts changes. */
  readonly version: ColumnPlan | undefined;
  readonly #columns: ReadonlyMap<string, ColumnPlan>;

  /** @throws {DatabaseError} kind "syntax" when the database can have no such table */
  constructor(key: string, description: TableDescription, dialect: Dialect) {
    const { schema, name: own } = description;
    this.description = description;
    this.dialect = dialect;
    this.key = key;
    this.name = `${schema === "" ? "" : `${dialect.quote(schema)}.`}${dialect.quote(own)}`;
    this.isView = description.kind !== "table";
    this.countsRows = !this.isView || dialect.countsViewRows;
    this.columns = Object.entries(description.columns).map(
      ([name, column], index) => new ColumnPlan(description, name, index, column, dialect),
    );
    // A map: no key has a meaning of its own, as `__proto__` has in an object.
    this.#columns = new Map(this.columns.map((column) => [column.key, column]));
    this.primaryKey = description.primaryKey.map((name) => this.column(name));
    this.version = description.version === undefined ? undefined : this.column(description.version);
  }

  /** @throws {DatabaseError} kind "syntax" when there is no such column */
  column(key: unknown): ColumnPlan {
    const column = typeof key === "string" ? this.#columns.get(key) : undefined;
    if (column === undefined) throw this.error(`There is no column ${shown(String(key))}`);
    return column;
  }

  /** @throws {DatabaseError} kind "syntax" when there is no such relation */
  relation(key: string): RelationDescription {
    const { relations } = this.description;
    const relation = Object.hasOwn(relations, key) ? relations[key] : undefined;
    if (relation === undefined) throw this.error(`There is no relation ${shown(key)}`);
    return relation;
  }

  /** Columns that tell all rows apart: the primary key, or else unique columns that are never null. */
  rowKey(): readonly ColumnPlan[] | undefined {
    if (this.primaryKey.length > 0) return this.primaryKey;
    return Object.values(this.description.uniques)
      .map((keys) => keys.map((key) => this.column(key)))
      .find((columns) => columns.length > 0 && columns.every(({ nullable }) => !nullable));
  }

  /** An error about a call with what the table does not have. */
  error(problem: string): Error {
    return usageError(this.description, problem);
  }
}

/** The plans of a database's tables. */
export class TablePlans {
  readonly #tables: Readonly<Record<string, TableDescription>>;
  readonly #plans = new Map<string, TablePlan>();
  readonly dialect: Dialect;

  constructor(tables: Readonly<Record<string, TableDescription>>, dialect: Dialect) {
    this.#tables = tables;
    this.dialect = dialect;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#tables, key);
  }

  /** @throws TypeError when there is no such table: descriptions do not fit together */
  get(key: string): TablePlan {
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const description = this.has(key) ? this.#tables[key] : undefined;
    if (description === undefined) throw new TypeError(`There is no table ${shown(key)}.`);
    const plan = new TablePlan(key, description, this.dialect);
    this.#plans.set(key, plan);
    return plan;
  }
}
