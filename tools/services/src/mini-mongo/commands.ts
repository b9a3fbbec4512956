import { type Fields, identity } from "#mini-mongo/bson-values";
import type { Command, State } from "#mini-mongo/command";
import { CommandError } from "#mini-mongo/command-error";
import { Cursors } from "#mini-mongo/cursors";
import { FailPoints } from "#mini-mongo/fail-points";
import { readCommands } from "#mini-mongo/read-commands";
import { schemaCommands } from "#mini-mongo/schema-commands";
import { Store } from "#mini-mongo/store";
import { Transactions } from "#mini-mongo/transactions";
import { writeCommands } from "#mini-mongo/write-commands";

const buildInfo: Command = () => ({ version: "7.0.0", versionArray: [7, 0, 0, 0], ok: 1 });

const done: Command = () => ({ ok: 1 });

const ended: Command = ({ command, transactions }) => {
  transactions.end(command, "commitTransaction" in command);
  return { ok: 1 };
};

/** Carries commands out. */
export class Commands {
  readonly failPoints = new FailPoints();
  readonly cursors = new Cursors();
  readonly #state: State;
  readonly #hello: Fields;
  /** Answers to writes that clients may send again (specifications, "retryable writes"). */
  readonly #done = new Map<string, Fields>();
  readonly #commands: ReadonlyMap<string, Command>;

  /** @param hello what the fake says of itself */
  constructor(hello: Fields) {
    this.#hello = hello;
    this.#state = { store: new Store(), cursors: this.cursors, transactions: new Transactions() };
    const greeting: Command = () => ({ ...hello, localTime: new Date(), ok: 1 });
    const all: Readonly<Record<string, Command>> = {
      ...readCommands,
      ...writeCommands,
      ...schemaCommands,
      hello: greeting,
      ismaster: greeting,
      isMaster: greeting,
      ping: done,
      endSessions: done,
      buildInfo,
      buildinfo: buildInfo,
      configureFailPoint: ({ command }) => this.failPoints.configure(command),
      commitTransaction: ended,
      abortTransaction: ended,
    };
    this.#commands = new Map(Object.entries(all));
  }

  /** @throws CommandError when it is refused */
  run(command: Fields): Fields {
    const [name = ""] = Object.keys(command);
    const found = this.#commands.get(name);
    if (found === undefined) {
      throw new CommandError(59, "CommandNotFound", `no such command: '${name}'`);
    }
    if (command["autocommit"] === false && this.#hello["setName"] === undefined) {
      const message = "Transaction numbers are only allowed on a replica set member or mongos";
      throw new CommandError(20, "IllegalOperation", message);
    }
    const { $db: database = "test" } = command;
    const repeated = retryKey(command);
    const known = repeated && this.#done.get(repeated);
    if (known) return known;
    try {
      const answer = found({ ...this.#state, command, database: String(database) });
      if (repeated) this.#done.set(repeated, answer);
      return answer;
    } catch (error) {
      this.#state.transactions.abort(command);
      throw error;
    }
  }
}

/** What a write and its repetition have in common; `undefined` for what is not repeated. */
function retryKey({ lsid, txnNumber, autocommit }: Fields): string | undefined {
  if (txnNumber === undefined || autocommit !== undefined) return undefined;
  return identity({ lsid, txnNumber });
}
