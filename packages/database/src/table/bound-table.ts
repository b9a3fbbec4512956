import { type ReadOptions, TableReader } from "./read-table.js";
import type { Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import type { TableDescription } from "../description/table-description.js";
import { checkPageSize } from "./limits.js";
import { TableWriter, type WriteOptions } from "./write-table.js";

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
  readonly #writer: TableWriter;

  constructor(session: Session, plan: TablePlan) {
    this.description = plan.description;
    this.#session = session;
    this.#plan = plan;
    this.#reader = new TableReader(session, plan);
    this.#writer = new TableWriter(session, plan);
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
      // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before it ends
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
    return this.#measured("insert", () => this.#writer.insert(row, options));
  }

  insertMany(rows: Iterable<unknown>, options?: WriteOptions): Promise<unknown> {
    return this.#measured("insertMany", () => this.#writer.insertMany(rows, options));
  }

  upsert(row: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("upsert", () => this.#writer.upsert(row, options));
  }

  update(key: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("update", () => this.#writer.update(key, changes, options));
  }

  updateWhere(where: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("updateWhere", () => this.#writer.updateWhere(where, changes, options));
  }

  delete(key: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("delete", () => this.#writer.delete(key, options));
  }

  deleteWhere(where: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("deleteWhere", () => this.#writer.deleteWhere(where, options));
  }

  #measured<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
    return this.#session.measured(this.#plan.key, name, call);
  }
}
