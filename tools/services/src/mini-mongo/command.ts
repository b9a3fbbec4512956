import { type Fields, isFields } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import type { Cursors } from "#mini-mongo/cursors";
import { aggregated } from "#mini-mongo/read";
import type { Store } from "#mini-mongo/store";
import type { Transactions } from "#mini-mongo/transactions";
import type { Target } from "#mini-mongo/write";

/** What commands work on. */
export interface State {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly transactions: Transactions;
}

/** One command of a client. */
export interface Call extends State {
  readonly command: Fields;
  readonly database: string;
}

/** @returns the answer @throws CommandError when it is refused */
export type Command = (call: Call) => Fields;

/** Documents that a command writes. A collection that is not there comes to be. */
export function targetOf({ store, transactions, command, database }: Call, name: unknown): Target {
  const collection = store.findOrCreate(database, String(name));
  if (collection.type === "view") {
    throw new CommandError(166, "CommandNotSupportedOnView", `${collection.name} is a view`);
  }
  const documents = transactions.of(command)?.documents(collection) ?? collection.documents;
  return { database, collection, documents };
}

/** Documents of a collection, or of a view, as a command sees them. */
export function documentsOf(call: Call, name: string): readonly Fields[] {
  const { store, transactions, command, database } = call;
  const collection = store.find(database, name);
  const transaction = transactions.of(command);
  if (collection === undefined) return [];
  const { viewOn, pipeline } = collection.options;
  if (typeof viewOn === "string") {
    return aggregated(documentsOf(call, viewOn), fieldsOf(pipeline), (other) =>
      documentsOf(call, other),
    );
  }
  return [...(transaction?.documents(collection) ?? collection.documents).values()];
}

export function fieldsOf(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter((each) => isFields(each)) : [];
}
