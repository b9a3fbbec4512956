import { forgettingWritten, type Written } from "../cache/forget-written.js";
import type { MeasuredCall } from "../metrics/measured.js";
import { RowChanger } from "./change-rows.js";
import { RowInserter } from "./insert-rows.js";
import { type ReadOptions, TableReader } from "./read-table.js";
import type { Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import type { TableDescription } from "../description/table-description.js";
import { checkPageSize } from "./limits.js";
import { withPlace } from "./written-place.js";
import type { WriteOptions } from "./written-row.js";

/** Options of `all`. */
interface AllOptions extends Omit<ReadOptions, "limit" | "after"> {
  readonly pageSize?: unknown;
}

/** A row that was there under the same key may have been kept. */
const newRow: Written = { one: true, changed: [] };
const newRows: Written = { one: false, changed: [] };

/** A table of a session. Takes anything and checks it: `Table` is what the compiler knows of it. */
export class BoundTable {
  readonly description: TableDescription;
  readonly #session: Session;
  readonly #plan: TablePlan;
  readonly #reader: TableReader;
  readonly #inserter: RowInserter;
  readonly #changer: RowChanger;

  constructor(session: Session, plan: TablePlan) {
    this.description = plan.description;
    this.#session = session;
    this.#plan = plan;
    this.#reader = new TableReader(session, plan);
    this.#inserter = new RowInserter(session, plan);
    this.#changer = new RowChanger(session, plan);
  }

  /** What a table is made of, for functions that take one. @throws TypeError when it is none */
  static partsOf(table: object): { readonly session: Session; readonly plan: TablePlan } {
    if (#session in table) return { session: table.#session, plan: table.#plan };
    throw new TypeError("That is no table of a database.");
  }

  get(key: unknown, options?: ReadOptions): Promise<unknown> {
    return this.#measured("get", (own) => this.#reader.get(key, options, own));
  }

  find(options?: ReadOptions): Promise<unknown> {
    return this.#measured("find", () => this.#reader.find(options));
  }

  page(options?: ReadOptions): Promise<unknown> {
    return this.#measured("page", () => this.#reader.page(options));
  }

  async *all(options: AllOptions = {}): AsyncGenerator<object, void, undefined> {
    const { pageSize = 500, ...query } = options;
    const limit = checkPageSize(pageSize, "The pageSize", this.#plan);
    let after: string | undefined;
    do {
      const asked = { ...query, limit, after };
      const { rows, next } = await this.#measured("page", () => this.#reader.page(asked));
      yield* rows;
      after = next;
    } while (after !== undefined);
  }

  count(options?: ReadOptions): Promise<number> {
    return this.#measured("count", () => this.#reader.count(options));
  }

  exists(options?: ReadOptions): Promise<boolean> {
    return this.#measured("exists", () => this.#reader.exists(options));
  }

  insert(row: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("insert", newRow, () => this.#inserter.insert(row, options));
  }

  insertMany(rows: Iterable<unknown>, options?: WriteOptions): Promise<unknown> {
    return this.#write("insertMany", newRows, () => this.#inserter.insertMany(rows, options));
  }

  upsert(row: unknown, options?: WriteOptions): Promise<unknown> {
    const written = { one: true, changed: this.#changedByUpsert(row, options) };
    return this.#write("upsert", written, () => this.#inserter.upsert(row, options));
  }

  update(key: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    const written = { one: true, key, changed: keysOf(changes) };
    return this.#write("update", written, () => this.#changer.update(key, changes, options));
  }

  updateWhere(where: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    const written = { one: false, changed: keysOf(changes) };
    return this.#write("updateWhere", written, () =>
      this.#changer.updateWhere(where, changes, options),
    );
  }

  delete(key: unknown, options?: WriteOptions): Promise<unknown> {
    const written = { one: true, key, changed: [], removes: true };
    return this.#write("delete", written, () => this.#changer.delete(key, options));
  }

  deleteWhere(where: unknown, options?: WriteOptions): Promise<unknown> {
    const written = { one: false, changed: [], removes: true };
    return this.#write("deleteWhere", written, () => this.#changer.deleteWhere(where, options));
  }

  /** What an upsert may change in a row that is there: not what it finds the row by. */
  #changedByUpsert(row: unknown, { by }: WriteOptions = {}): readonly string[] {
    const { uniques } = this.description;
    const named = typeof by === "string" && Object.hasOwn(uniques, by) ? uniques[by] : by;
    const unique: readonly unknown[] = Array.isArray(named)
      ? named
      : this.#plan.primaryKey.map(({ key }) => key);
    return keysOf(row).filter((key) => !unique.includes(key));
  }

  #write<Result>(name: string, written: Written, call: () => Promise<Result>): Promise<Result> {
    return this.#measured(name, () =>
      forgettingWritten(this.#session, this.#plan, written, withPlace(this.#plan, call())),
    );
  }

  #measured<Result>(name: string, call: (own: MeasuredCall) => Promise<Result>): Promise<Result> {
    return this.#session.measured(this.#plan.key, name, call);
  }
}

/** The columns that a call writes. What is no object is refused when the call is made. */
function keysOf(values: unknown): readonly string[] {
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [key]));
}
