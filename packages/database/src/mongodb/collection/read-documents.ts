import type { Document } from "mongodb";
import { limitOf, pageSizeOf } from "../../documents/limits.js";
import { anyCodec } from "../codec/any-codec.js";
import type { MongoCallOptions } from "../connection/mongo-options.js";
import type { MongoSession } from "../connection/mongo-session.js";
import { decodeCursor, encodeCursor } from "../query/cursor-values.js";
import {
  type OrderTerm,
  orderTerms,
  projectionOf,
  selectedNames,
  sortOf,
  withId,
} from "../query/document-order.js";
import { conjunction } from "../query/filter-document.js";
import { checkPaged, keysetQuery } from "../query/keyset.js";
import type { CollectionPlan } from "./collection-plan.js";

/** What calls say, when their types have been lost on the way. */
export interface ReadOptions extends MongoCallOptions {
  readonly select?: unknown;
  readonly where?: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly after?: unknown;
}

const calling = ["signal", "timeout"];
const getOptions: ReadonlySet<string> = new Set(["select", ...calling]);
const findOptions: ReadonlySet<string> = new Set([...getOptions, "where", "orderBy", "limit"]);
const pageOptions: ReadonlySet<string> = new Set([...findOptions, "after"]);
const countOptions: ReadonlySet<string> = new Set(["where", ...calling]);
const aggregateOptions: ReadonlySet<string> = new Set(calling);
const noOptions: ReadOptions = {};

/** Reads documents of one collection. */
export class DocumentReader {
  readonly #session: MongoSession;
  readonly #plan: CollectionPlan;

  constructor(session: MongoSession, plan: CollectionPlan) {
    this.#session = session;
    this.#plan = plan;
  }

  async get(id: unknown, options: ReadOptions = noOptions): Promise<object | undefined> {
    this.#plan.checkOptions(options, getOptions, "get");
    const query = this.#plan.byId(id);
    const projection = this.#projection(options.select);
    const [found] = await this.#documents(query, options, { projection, limit: 1 });
    return found && this.#plan.decode(found);
  }

  async find(options: ReadOptions = noOptions): Promise<object[]> {
    this.#plan.checkOptions(options, findOptions, "find");
    const query = this.#plan.filter(options.where);
    const projection = this.#projection(options.select);
    const sort = sortOf(this.#terms(options.orderBy));
    const limit = limitOf(options.limit, this.#plan.place);
    // The server takes 0 for no limit.
    if (limit === 0) return [];
    const found = await this.#documents(query, options, { projection, sort, limit });
    return found.map((document) => this.#plan.decode(document));
  }

  async page(
    options: ReadOptions = noOptions,
  ): Promise<{ readonly documents: object[]; readonly next: string | undefined }> {
    const { place, description } = this.#plan;
    this.#plan.checkOptions(options, pageOptions, "page");
    const { limit = 100, after, select, where, orderBy } = options;
    const size = pageSizeOf(limit, "The limit of a page", place);
    const terms = this.#plan.checked(() => {
      const all = withId(orderTerms(orderBy, description.document), description.document);
      checkPaged(all);
      return all;
    });
    const keys = terms.map(({ name }) => name);
    const projection = this.#projection(select, keys);
    const query = conjunction([
      this.#plan.filter(where),
      ...(after === undefined ? [] : [keysetQuery(terms, decodeCursor(after, terms, place))]),
    ]);
    const sort = sortOf(terms);
    // One more tells whether there is another page.
    const found = await this.#documents(query, options, { projection, sort, limit: size + 1 });
    const last = found.length > size ? found[size - 1] : undefined;
    return {
      documents: found.slice(0, size).map((document) => this.#selected(document, select)),
      next: last && encodeCursor(keyValues(last, terms), terms, place),
    };
  }

  async count(options: ReadOptions = noOptions): Promise<number> {
    this.#plan.checkOptions(options, countOptions, "count");
    const query = this.#plan.filter(options.where);
    return this.#session.read(this.#plan, options, (collection, own) =>
      collection.countDocuments(query, own),
    );
  }

  async exists(options: ReadOptions = noOptions): Promise<boolean> {
    this.#plan.checkOptions(options, countOptions, "exists");
    const query = this.#plan.filter(options.where);
    const found = await this.#documents(query, options, { projection: { _id: 1 }, limit: 1 });
    return found.length > 0;
  }

  /** What a pipeline gives, as the driver takes it: whoever writes one says what is an operator. */
  async aggregate(pipeline: unknown, options: ReadOptions = noOptions): Promise<unknown[]> {
    this.#plan.checkOptions(options, aggregateOptions, "aggregate");
    if (!Array.isArray(pipeline)) throw this.#plan.error("A pipeline is no array of stages");
    const stages = pipeline as Document[]; // the server checks them
    const found = await this.#session.read(this.#plan, options, (collection, own) =>
      collection.aggregate(stages, own).toArray(),
    );
    return found.map((document) => anyCodec.decode(document));
  }

  #documents(
    query: Document,
    options: MongoCallOptions,
    finding: {
      readonly projection?: Document | undefined;
      readonly sort?: Map<string, 1 | -1>;
      readonly limit?: number | undefined;
    },
  ): Promise<Document[]> {
    const { projection, sort, limit } = finding;
    return this.#session.read(this.#plan, options, (collection, own) =>
      collection
        .find(query, {
          ...own,
          ...(projection !== undefined && { projection }),
          ...(sort !== undefined && sort.size > 0 && { sort }),
          // A batch for all of them saves round trips.
          ...(limit !== undefined && { limit, batchSize: limit + 1 }),
        })
        .toArray(),
    );
  }

  #terms(orderBy: unknown): readonly OrderTerm[] {
    return this.#plan.checked(() => orderTerms(orderBy, this.#plan.description.document));
  }

  #projection(select: unknown, further?: readonly string[]): Document | undefined {
    const { document } = this.#plan.description;
    return this.#plan.checked(() => projectionOf(select, document, further));
  }

  /** Without the fields that were read for the cursor only. */
  #selected(document: Document, select: unknown): object {
    const decoded = this.#plan.decode(document);
    if (!Array.isArray(select)) return decoded;
    const names = new Set(selectedNames(select, this.#plan.description.document));
    return Object.fromEntries(Object.entries(decoded).filter(([name]) => names.has(name)));
  }
}

function keyValues(document: Document, terms: readonly OrderTerm[]): readonly unknown[] {
  return terms.map(({ name }): unknown => (Object.hasOwn(document, name) ? document[name] : null));
}
