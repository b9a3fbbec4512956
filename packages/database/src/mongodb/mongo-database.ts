import type { Collection, ReadableCollection } from "./collection/collection.js";
import type { MongoCallOptions } from "./connection/mongo-options.js";
import type { MongoTransactionOptions } from "./connection/run-transaction.js";
import type { AnyCollection, InsertOf } from "./description/define-collection.js";

/** Collections by the keys under which a program finds them. */
export type Collections = Readonly<Record<string, AnyCollection>>;

/** The collections themselves; those that are only read have no methods that write. */
export type BoundCollections<Definitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends AnyCollection
    ? [InsertOf<Definitions[Name]>] extends [never]
      ? ReadableCollection<Definitions[Name]>
      : Collection<Definitions[Name]>
    : never;
};

/** The collections of a database, and what it does as a whole. */
export type MongoDatabase<Definitions> = BoundCollections<Definitions> & {
  /**
   * Runs a task in a transaction: commits when it succeeds, undoes it when it fails. After a conflict with another
   * transaction the whole is run again: it should do nothing but talk to the database. Needs a replica set.
   * @throws {DatabaseError} when the database fails, the time is up or the signal aborts
   * @throws what the task throws
   */
  transaction<Result>(
    task: (transaction: BoundCollections<Definitions>) => Promise<Result>,
    options?: MongoTransactionOptions,
  ): Promise<Result>;
  /** Asks the server for a sign of life. @throws {DatabaseError} when there is none */
  check(options?: MongoCallOptions): Promise<void>;
  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
