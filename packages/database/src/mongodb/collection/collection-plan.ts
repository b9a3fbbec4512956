import { checkedAt, within } from "../../documents/field-error.js";
import { type Place, plainObject, placeError } from "../../documents/place.js";
import { checkNames } from "../../documents/place.js";
import type { DatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { shown } from "../../table/usage-error.js";
import { codecOf } from "../codec/codec-of.js";
import type { ValueCodec } from "../codec/value-codec.js";
import type { CollectionDescription } from "../description/collection-description.js";
import { type FilterScope, filterDocument } from "../query/filter-document.js";
import { FilterError } from "../query/filter-error.js";
import { fieldOf } from "../query/field-path.js";
import type { Document } from "mongodb";

/** All that calls need of a collection, worked out once, when it is first used. */
export class CollectionPlan {
  readonly description: CollectionDescription;
  /** Key in the database's collections. */
  readonly key: string;
  readonly place: Place;
  readonly codec: ValueCodec;
  readonly #id: ValueCodec;

  constructor(key: string, description: CollectionDescription) {
    this.key = key;
    this.description = description;
    this.place = { what: "collection", name: description.name };
    this.codec = codecOf(description.document);
    this.#id = codecOf(
      description.document.fields.find(({ name }) => name === "_id")?.type ?? "any",
    );
  }

  get version(): string | undefined {
    return this.description.version;
  }

  /** The query for one document by its key. @throws {DatabaseError} kind "data" when it is no key */
  byId(id: unknown): Document {
    const value = checkedAt(this.place, () => within("_id", () => this.#id.encode(id)));
    return { _id: { $eq: value } };
  }

  /** @throws {DatabaseError} kind "syntax" or "data" when the filter is wrong */
  filter(where: unknown): Document {
    if (where === undefined) return {};
    const scope: FilterScope = { type: this.description.document, prefix: "", depth: 0 };
    return this.checked(() => filterDocument(where, scope));
  }

  /** The value of one field as the database has it. */
  encodeField(name: string, value: unknown): unknown {
    return this.checked(() => {
      const { type } = fieldOf(this.description.document, name);
      return within(name, () => codecOf(type).encode(value));
    });
  }

  /** A document as the database has it. */
  encode(document: unknown, what: string): Readonly<Record<string, unknown>> {
    const given = plainObject(document, what, this.place);
    return this.checked(() => this.codec.encode(given)) as Readonly<Record<string, unknown>>; // of an object
  }

  decode(document: unknown): object {
    return this.codec.decode(document) as object; // of a document
  }

  /** Runs a step that checks what a call was given. @throws {DatabaseError} when it is wrong */
  checked<Result>(step: () => Result): Result {
    try {
      return checkedAt(this.place, step);
    } catch (error) {
      throw error instanceof FilterError ? this.error(error.message) : error;
    }
  }

  checkOptions(options: unknown, known: ReadonlySet<string>, name: string): void {
    checkNames(options, known, name, this.place);
  }

  /** An error about a call. @param kind default: "syntax" */
  error(problem: string, kind?: DatabaseErrorKind): DatabaseError {
    return placeError(this.place, problem, kind);
  }
}

/** The plans of a database's collections. */
export class CollectionPlans {
  readonly #collections: Readonly<Record<string, CollectionDescription>>;
  readonly #plans = new Map<string, CollectionPlan>();

  constructor(collections: Readonly<Record<string, CollectionDescription>>) {
    this.#collections = collections;
  }

  /** @throws TypeError when there is no such collection */
  get(key: string): CollectionPlan {
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const description = Object.hasOwn(this.#collections, key) ? this.#collections[key] : undefined;
    if (description === undefined) throw new TypeError(`There is no collection ${shown(key)}.`);
    const plan = new CollectionPlan(key, description);
    this.#plans.set(key, plan);
    return plan;
  }
}
