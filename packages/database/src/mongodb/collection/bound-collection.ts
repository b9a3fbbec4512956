import { pageSizeOf } from "../../documents/limits.js";
import { type Measuring, measured } from "../../metrics/measured.js";
import type { MongoSession } from "../connection/mongo-session.js";
import type { CollectionDescription } from "../description/collection-description.js";
import { DocumentChanger } from "./change-documents.js";
import type { CollectionPlan } from "./collection-plan.js";
import { DocumentInserter, type WriteOptions } from "./insert-documents.js";
import { DocumentReader, type ReadOptions } from "./read-documents.js";

/** Options of `all`. */
interface AllOptions extends Omit<ReadOptions, "limit" | "after"> {
  readonly pageSize?: unknown;
}

/** A collection of a session. Takes anything and checks it: `Collection` is what the compiler knows of it. */
export class BoundCollection {
  readonly description: CollectionDescription;
  readonly #plan: CollectionPlan;
  readonly #measuring: Measuring;
  readonly #reader: DocumentReader;
  readonly #inserter: DocumentInserter;
  readonly #changer: DocumentChanger;

  constructor(session: MongoSession, plan: CollectionPlan, measuring: Measuring) {
    this.description = plan.description;
    this.#plan = plan;
    this.#measuring = measuring;
    this.#reader = new DocumentReader(session, plan);
    this.#inserter = new DocumentInserter(session, plan);
    this.#changer = new DocumentChanger(session, plan);
  }

  get(id: unknown, options?: ReadOptions): Promise<unknown> {
    return this.#measured("get", () => this.#reader.get(id, options));
  }

  find(options?: ReadOptions): Promise<unknown> {
    return this.#measured("find", () => this.#reader.find(options));
  }

  page(options?: ReadOptions): Promise<unknown> {
    return this.#measured("page", () => this.#reader.page(options));
  }

  async *all(options: AllOptions = {}): AsyncGenerator<object, void, undefined> {
    const { pageSize = 500, ...query } = options;
    const limit = pageSizeOf(pageSize, "The pageSize", this.#plan.place);
    let after: string | undefined;
    do {
      const asked = { ...query, limit, after };
      const { documents, next } = await this.#measured("page", () => this.#reader.page(asked));
      yield* documents;
      after = next;
    } while (after !== undefined);
  }

  count(options?: ReadOptions): Promise<number> {
    return this.#measured("count", () => this.#reader.count(options));
  }

  exists(options?: ReadOptions): Promise<boolean> {
    return this.#measured("exists", () => this.#reader.exists(options));
  }

  aggregate(pipeline: unknown, options?: ReadOptions): Promise<unknown[]> {
    return this.#measured("aggregate", () => this.#reader.aggregate(pipeline, options));
  }

  insert(document: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("insert", () => this.#inserter.insert(document, options));
  }

  insertMany(documents: Iterable<unknown>, options?: WriteOptions): Promise<number> {
    return this.#measured("insertMany", () => this.#inserter.insertMany(documents, options));
  }

  upsert(document: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("upsert", () => this.#inserter.upsert(document, options));
  }

  update(id: unknown, changes: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("update", () => this.#changer.update(id, changes, options));
  }

  updateWhere(where: unknown, changes: unknown, options?: WriteOptions): Promise<number> {
    return this.#measured("updateWhere", () => this.#changer.updateWhere(where, changes, options));
  }

  delete(id: unknown, options?: WriteOptions): Promise<unknown> {
    return this.#measured("delete", () => this.#changer.delete(id, options));
  }

  deleteWhere(where: unknown, options?: WriteOptions): Promise<number> {
    return this.#measured("deleteWhere", () => this.#changer.deleteWhere(where, options));
  }

  #measured<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
    return measured(this.#measuring, `${this.#plan.key}.${name}`, call);
  }
}
