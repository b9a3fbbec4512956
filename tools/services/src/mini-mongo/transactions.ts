import { type Fields, identity } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import type { Collection, Documents } from "#mini-mongo/store";

interface Working {
  /** As they were when the transaction first looked. */
  readonly before: Documents;
  readonly documents: Documents;
}

/** What one transaction sees: each collection as it was when it first looked, with its own changes. */
class OpenTransaction {
  readonly number: string;
  readonly #collections = new Map<Collection, Working>();

  constructor(number: string) {
    this.number = number;
  }

  documents(collection: Collection): Documents {
    const known = this.#collections.get(collection);
    if (known !== undefined) return known.documents;
    const before = new Map(collection.documents);
    const documents = new Map(before);
    this.#collections.set(collection, { before, documents });
    return documents;
  }

  /** @throws CommandError WriteConflict when somebody else changed what it changed */
  commit(): void {
    const changes = [...this.#collections].flatMap(([collection, { before, documents }]) =>
      [...new Set([...before.keys(), ...documents.keys()])]
        .filter((key) => before.get(key) !== documents.get(key))
        .map((key) => ({ collection, key, before: before.get(key), after: documents.get(key) })),
    );
    if (changes.some(({ collection, key, before }) => collection.documents.get(key) !== before)) {
      throw writeConflict();
    }
    for (const { collection, key, after } of changes) {
      if (after === undefined) collection.documents.delete(key);
      else collection.documents.set(key, after);
    }
  }
}

/** The transactions of all sessions. One session has one at a time. */
export class Transactions {
  readonly #open = new Map<string, OpenTransaction>();

  /** The transaction that a command belongs to; `undefined` when to none. */
  of(command: Fields): OpenTransaction | undefined {
    if (command["autocommit"] !== false) return undefined;
    const session = identity(command["lsid"]);
    const number = String(command["txnNumber"]);
    if (command["startTransaction"] === true) {
      const created = new OpenTransaction(number);
      this.#open.set(session, created);
      return created;
    }
    const known = this.#open.get(session);
    if (known?.number !== number) {
      const message = `Given transaction number ${number} does not match any in-progress transactions.`;
      throw new CommandError(251, "NoSuchTransaction", message, {
        errorLabels: ["TransientTransactionError"],
      });
    }
    return known;
  }

  end(command: Fields, commit: boolean): void {
    const transaction = this.of(command);
    this.#open.delete(identity(command["lsid"]));
    if (commit) transaction?.commit();
  }

  /** A command of a transaction that failed ends the transaction. */
  abort(command: Fields): void {
    if (command["autocommit"] === false) this.#open.delete(identity(command["lsid"]));
  }
}

function writeConflict(): CommandError {
  const message = "Write conflict during plan execution and yielding is disabled.";
  return new CommandError(112, "WriteConflict", message, {
    errorLabels: ["TransientTransactionError"],
  });
}
