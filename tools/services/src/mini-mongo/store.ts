import type { Fields } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";

export interface Index {
  readonly name: string;
  readonly key: Fields;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Fields;
  readonly [option: string]: unknown;
}

/** Documents by the identity of their `_id`, in the order in which they came. They are never changed, only replaced. */
export type Documents = Map<string, Fields>;

export interface Collection {
  readonly name: string;
  /** `view` for views, whose options have `viewOn` and `pipeline`. */
  readonly type: "collection" | "view" | "timeseries";
  options: Fields;
  readonly indexes: Index[];
  documents: Documents;
}

/** What the fake keeps: databases by name, with their collections by name. */
export class Store {
  readonly #databases = new Map<string, Map<string, Collection>>();

  database(name: string): Map<string, Collection> {
    const known = this.#databases.get(name);
    if (known !== undefined) return known;
    const created = new Map<string, Collection>();
    this.#databases.set(name, created);
    return created;
  }

  find(database: string, name: string): Collection | undefined {
    return this.#databases.get(database)?.get(name);
  }

  /** Writing into a collection that is not there creates it. */
  findOrCreate(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name, {});
  }

  create(database: string, name: string, options: Fields): Collection {
    if (this.find(database, name) !== undefined) {
      const message = `Collection ${database}.${name} already exists.`;
      throw new CommandError(48, "NamespaceExists", message);
    }
    const view = options["viewOn"] !== undefined;
    const collection: Collection = {
      name,
      type: view ? "view" : options["timeseries"] === undefined ? "collection" : "timeseries",
      options,
      indexes: view ? [] : [{ v: 2, key: { _id: 1 }, name: "_id_" }],
      documents: new Map(),
    };
    this.database(database).set(name, collection);
    return collection;
  }

  drop(database: string): void {
    this.#databases.delete(database);
  }
}
