import type { ClientSession, Collection } from "mongodb";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import { untilAborted } from "../../transaction/until-aborted.js";
import { mongoError } from "../errors/mongo-error.js";
import type { CollectionPlan } from "../collection/collection-plan.js";
import type { MongoConnection } from "./mongo-connection.js";
import type { MongoCallOptions } from "./mongo-options.js";

/** What the driver is told with each command. */
export interface CommandOptions {
  readonly session?: ClientSession;
  readonly maxTimeMS?: number;
  readonly signal?: AbortSignal;
}

/** What one call has the driver do. */
export type Command<Result> = (collection: Collection, options: CommandOptions) => Promise<Result>;

/** Runs the commands of a database's calls. */
export class MongoSession {
  protected readonly connection: MongoConnection;

  constructor(connection: MongoConnection) {
    this.connection = connection;
  }

  get inTransaction(): boolean {
    return false;
  }

  /** Runs a command that only reads. */
  read<Result>(
    plan: CollectionPlan,
    options: MongoCallOptions,
    command: Command<Result>,
  ): Promise<Result> {
    return this.run(plan, options, command, true);
  }

  write<Result>(
    plan: CollectionPlan,
    options: MongoCallOptions,
    command: Command<Result>,
  ): Promise<Result> {
    return this.run(plan, options, command, false);
  }

  protected run<Result>(
    plan: CollectionPlan,
    options: MongoCallOptions,
    command: Command<Result>,
    readOnly: boolean,
    session?: ClientSession,
  ): Promise<Result> {
    return this.connection.track(this.#run(plan, options, command, readOnly, session));
  }

  async #run<Result>(
    plan: CollectionPlan,
    { signal, timeout = this.connection.timeout }: MongoCallOptions,
    command: Command<Result>,
    readOnly: boolean,
    session: ClientSession | undefined,
  ): Promise<Result> {
    if (timeout !== undefined && !(timeout >= 1)) {
      throw plan.error(`The timeout is ${timeout}; it must be 1 or more`, "data");
    }
    if (signal?.aborted) throw abortError(signal.reason);
    const { name, uniques } = plan.description;
    const collection = this.connection.database.collection(name);
    const limit = this.#limit(timeout);
    const signals = [signal, limit.signal].filter((each) => each !== undefined);
    const ending = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    try {
      const work = started(command, collection, {
        ...(session !== undefined && { session }),
        ...(timeout !== undefined && { maxTimeMS: Math.ceil(timeout) }),
        // The driver closes the connection of a read that is given up: the server ends it then.
        ...(readOnly && ending !== undefined && { signal: ending }),
      });
      return await untilAborted(work, ending);
    } catch (error) {
      if (ending?.aborted) throw abortError(ending.reason, !readOnly && session === undefined);
      throw mongoError(error, {
        collection: name,
        uniques,
        readOnly,
        inTransaction: session !== undefined,
        secrets: this.connection.secrets,
      });
    } finally {
      limit.stop();
    }
  }

  /** The server ends a command itself; one that says nothing is given up. */
  #limit(timeout: number | undefined): { signal: AbortSignal | undefined; stop: () => void } {
    if (timeout === undefined) return { signal: undefined, stop: ignore };
    const { clock, patience } = this.connection;
    const time = new AbortController();
    const stop = clock.after(timeout + patience, () => {
      const message = `The database gave no answer within ${timeout + patience} ms.`;
      time.abort(new DatabaseError(message, { kind: "timeout" }));
    });
    return { signal: time.signal, stop };
  }
}

/** Runs commands in a transaction, one after the other: a session can do no more. */
export class TransactionSession extends MongoSession {
  readonly #session: ClientSession;
  readonly #signal: AbortSignal | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #failure: unknown;
  #ended = false;

  constructor(
    connection: MongoConnection,
    session: ClientSession,
    signal: AbortSignal | undefined,
  ) {
    super(connection);
    this.#session = session;
    this.#signal = signal;
  }

  override get inTransaction(): boolean {
    return true;
  }

  protected override run<Result>(
    plan: CollectionPlan,
    options: MongoCallOptions,
    command: Command<Result>,
    readOnly: boolean,
  ): Promise<Result> {
    if (this.#ended) {
      return Promise.reject(new DatabaseError("The transaction has ended.", { kind: "closed" }));
    }
    const signals = [options.signal, this.#signal].filter((each) => each !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const next = this.#last.then(() =>
      super.run(plan, { ...options, signal }, command, readOnly, this.#session),
    );
    this.#last = next.catch((error: unknown) => {
      // The server has undone the transaction, whatever the task makes of it; a wrong call has not reached it.
      if (isDatabaseError(error)) this.#failure ??= error;
    });
    return next;
  }

  /** Takes no more calls, and waits for those under way. @returns the failure that ended the transaction */
  async end(): Promise<unknown> {
    this.#ended = true;
    await this.#last;
    return this.#failure;
  }
}

/** What the driver throws at once is a rejection too. */
async function started<Result>(
  command: Command<Result>,
  collection: Collection,
  options: CommandOptions,
): Promise<Result> {
  return command(collection, options);
}

function ignore(): void {
  // Nothing has begun.
}
