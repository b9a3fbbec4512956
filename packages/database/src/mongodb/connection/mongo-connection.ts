import { type Clock, isSecret, systemClock } from "@agentflow/core/runtime";
import { type Db, MongoClient } from "mongodb";
import { DatabaseError } from "../../errors/database-error.js";
import { poolSettings } from "../../pool/pool-settings.js";
import { cleanText } from "../../errors/clean-text.js";
import type { MongoOptions } from "./mongo-options.js";

/** How values are read: nothing is rounded, and what JavaScript has no type for keeps its class. */
const exact = {
  promoteValues: true,
  promoteLongs: true,
  useBigInt64: true,
  promoteBuffers: false,
  bsonRegExp: true,
  ignoreUndefined: false,
} as const;

/** The driver's client, made when it is needed first. */
export class MongoConnection {
  readonly clock: Clock;
  /** Milliseconds for a call's command, when the call has none of its own. */
  readonly timeout: number | undefined;
  /** Milliseconds that a silent server is waited for beyond that. */
  readonly patience: number;
  readonly #options: MongoOptions;
  readonly #running = new Set<Promise<unknown>>();
  #open: { readonly client: MongoClient; readonly database: Db } | undefined;
  #secrets: readonly string[] = [];
  #closed = false;

  /** @throws RangeError when a number is not one that it can be */
  constructor(options: MongoOptions) {
    const { timeout, clock = systemClock } = options;
    if (timeout !== undefined && !(timeout >= 1)) {
      throw new RangeError(`timeout is ${timeout}; it must be 1 or more.`);
    }
    this.clock = clock;
    this.timeout = timeout;
    this.patience = poolSettings(options.pool).connectTimeout;
    this.#options = options;
  }

  /** Texts that must not be shown. */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** @throws {DatabaseError} when the connection string is none, or the database is closed */
  get client(): MongoClient {
    return this.#connected().client;
  }

  get database(): Db {
    return this.#connected().database;
  }

  /** Work that `close` waits for. */
  track<Result>(work: Promise<Result>): Promise<Result> {
    const settled: Promise<void> = work
      .then(ignore, ignore)
      .finally(() => this.#running.delete(settled));
    this.#running.add(settled);
    return work;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#running);
    await this.#open?.client.close();
  }

  #connected(): { readonly client: MongoClient; readonly database: Db } {
    if (this.#closed) throw new DatabaseError("The database is closed.", { kind: "closed" });
    return (this.#open ??= this.#connect());
  }

  #connect(): { readonly client: MongoClient; readonly database: Db } {
    const { connection, driver, pool } = this.#options;
    const url = isSecret(connection) ? connection.reveal() : connection;
    const name = databaseName(url);
    this.#secrets = secretsOf(url);
    const { max, idleTimeout, connectTimeout } = poolSettings(pool);
    try {
      const client = new MongoClient(url, {
        maxPoolSize: max,
        maxIdleTimeMS: idleTimeout,
        waitQueueTimeoutMS: connectTimeout,
        serverSelectionTimeoutMS: connectTimeout,
        connectTimeoutMS: connectTimeout,
        ...driver,
        ...exact,
      });
      // Without it an "error" event would end the process.
      client.on("error", ignore);
      return { client, database: client.db(name) };
    } catch (error) {
      throw addressError(error, this.#secrets);
    }
  }
}

/** Whatever the driver's classes are: nothing was sent yet. */
function addressError(error: unknown, secrets: readonly string[]): DatabaseError {
  const text = cleanText(error instanceof Error ? error.message : String(error), secrets);
  const message = `The driver refuses the connection string or its options: ${text.replace(/\.$/, "")}.`;
  return new DatabaseError(message, { kind: "syntax" });
}

/** @throws {DatabaseError} kind "syntax" when the connection string names none */
function databaseName(url: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/?]+\/([^?]+)/.exec(url)?.[1];
  if (path !== undefined) {
    try {
      return decodeURIComponent(path);
    } catch {
      // Told below.
    }
  }
  const wanted = "it must be mongodb://<host>/<database> or mongodb+srv://<host>/<database>";
  throw new DatabaseError(`The connection string names no database; ${wanted}.`, {
    kind: "syntax",
  });
}

/** The password, also as the connection string writes it. */
function secretsOf(url: string): readonly string[] {
  const password = /^[^:]+:\/\/[^:@/]*:([^@/]*)@/.exec(url)?.[1];
  if (password === undefined || password === "") return [url];
  try {
    return [url, password, decodeURIComponent(password)];
  } catch {
    return [url, password];
  }
}

function ignore(): void {
  // Its own caller is told.
}
