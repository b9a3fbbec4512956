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
    return this.#measured("get", () => this.#reader.get(key, options));
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
    return this.#write("insert", () => this.#inserter.insert(row, options));
  }

  insertMany(rows: Iterable<unknown>, options?: WriteOptions): Promise<unknown> {
    return this.#write("insertMany", () => this.#inserter.insertMany(rows, options));
  }

  upsert(row: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("upsert", () => this.#inserter.upsert(row, options));
  }

  update(key: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("update", () => this.#changer.update(key, changes, options));
  }

  updateWhere(where: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("updateWhere", () => this.#changer.updateWhere(where, changes, options));
  }

  delete(key: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("delete", () => this.#changer.delete(key, options));
  }

  deleteWhere(where: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#write("deleteWhere", () => this.#changer.deleteWhere(where, options));
  }

  #write<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
    return this.#measured(name, () => withPlace(this.#plan, call()));
  }

  #measured<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
    return this.#session.measured(this.#plan.key, name, call);
  }
}
