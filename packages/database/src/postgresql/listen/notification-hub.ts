import { RetryHelper } from "@agentflow/core/runtime";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import { databaseError } from "../errors/from-error.js";
import { quoteIdentifier } from "../dialect/identifier.js";
import { heartbeat } from "../driver/heartbeat.js";
import type { EventQueue } from "./event-queue.js";
import type { ListeningConnection, ListeningDriver } from "./listening-driver.js";

/** Milliseconds that the first wait before connecting again is at most, and that any is. */
const backoff = { baseDelay: 100, maxDelay: 10_000 };

interface Channel {
  readonly name: string;
  readonly queues: Set<EventQueue>;
  /** Settled when the server listens for the first time, or cannot. */
  readonly listening: PromiseWithResolvers<void>;
  confirmed: boolean;
}

/** From the first channel to the last: one connection, made anew whenever it is lost. */
interface Life {
  readonly channels: Map<string, Channel>;
  readonly end: AbortController;
  connection: ListeningConnection | undefined;
  stopHeartbeat: (() => void) | undefined;
}

const hubs = new WeakMap<ListeningDriver, NotificationHub>();

/** Everything that listens on a driver: many channels share one connection. */
export class NotificationHub {
  readonly #driver: ListeningDriver;
  #life: Life | undefined;

  constructor(driver: ListeningDriver) {
    this.#driver = driver;
  }

  /** The one of a driver. */
  static of(driver: ListeningDriver): NotificationHub {
    const known = hubs.get(driver);
    if (known !== undefined) return known;
    const hub = new NotificationHub(driver);
    hubs.set(driver, hub);
    return hub;
  }

  /**
   * Resolves when the server listens.
   * @throws {DatabaseError} when it cannot; nothing is listened to then
   */
  async subscribe(name: string, queue: EventQueue): Promise<void> {
    // Before anything is remembered.
    quoteIdentifier(name);
    const life = (this.#life ??= this.#begin());
    let channel = life.channels.get(name);
    if (channel === undefined) {
      channel = { name, queues: new Set(), listening: Promise.withResolvers(), confirmed: false };
      life.channels.set(name, channel);
      if (life.connection !== undefined) void this.#listen(life.connection, channel).catch(ignore);
    }
    channel.queues.add(queue);
    await channel.listening.promise;
  }

  /** Never rejects. */
  async unsubscribe(name: string, queue: EventQueue): Promise<void> {
    queue.end();
    const life = this.#life;
    const channel = life?.channels.get(name);
    if (life === undefined || channel === undefined) return;
    channel.queues.delete(queue);
    if (channel.queues.size > 0) return;
    life.channels.delete(name);
    if (life.channels.size === 0) await this.#end(life);
    else await life.connection?.run(command("unlisten", name)).catch(ignore);
  }

  #begin(): Life {
    const life: Life = {
      channels: new Map(),
      end: new AbortController(),
      connection: undefined,
      stopHeartbeat: undefined,
    };
    void this.#open(life).catch(async (error: unknown) => {
      for (const { listening } of life.channels.values()) listening.reject(error);
      await this.#end(life);
    });
    return life;
  }

  async #open(life: Life): Promise<void> {
    let lost = false;
    const connection = await this.#driver.openListening(
      {
        notified: (notification) => {
          const queues = life.channels.get(notification.channel)?.queues ?? [];
          for (const queue of queues) queue.push({ type: "notification", ...notification });
        },
        lost: (error) => {
          lost = true;
          // Until then the loop that opens it sees the error itself.
          if (life.connection === connection) void this.#reconnect(life, error);
        },
      },
      { signal: life.end.signal },
    );
    try {
      // Channels that are added meanwhile come last.
      for (const channel of life.channels.values()) await this.#listen(connection, channel);
      if (life.end.signal.aborted || lost) throw lostError();
    } catch (error) {
      await connection.close();
      throw error;
    }
    life.connection = connection;
    life.stopHeartbeat = heartbeat(connection, this.#driver.waiting);
  }

  async #listen(connection: ListeningConnection, channel: Channel): Promise<void> {
    try {
      await connection.run(command("listen", channel.name));
    } catch (error) {
      // With a new connection it is tried again.
      if (isDatabaseError(error) && error.kind === "connection") throw error;
      channel.listening.reject(error);
      return;
    }
    if (channel.confirmed) {
      for (const queue of channel.queues) queue.push({ type: "gap", reason: "reconnected" });
    }
    channel.confirmed = true;
    channel.listening.resolve();
  }

  async #reconnect(life: Life, error: DatabaseError): Promise<void> {
    life.connection = undefined;
    life.stopHeartbeat?.();
    if (error.kind === "closed") {
      await this.#end(life);
      return;
    }
    const { clock, random } = this.#driver.waiting;
    const attempts = Number.MAX_SAFE_INTEGER;
    const retry = new RetryHelper({ ...backoff, attempts, clock, random });
    try {
      await retry.run(() => this.#open(life).catch(tryAgain), { signal: life.end.signal });
    } catch {
      // The driver is closed, or nobody listens any more.
      await this.#end(life);
    }
  }

  async #end(life: Life): Promise<void> {
    if (this.#life === life) this.#life = undefined;
    life.stopHeartbeat?.();
    life.end.abort();
    for (const { queues } of life.channels.values()) for (const queue of queues) queue.end();
    const { connection } = life;
    life.connection = undefined;
    await connection?.close();
  }
}

function command(word: "listen" | "unlisten", channel: string) {
  return { text: `${word} ${quoteIdentifier(channel)}`, values: [] };
}

/** Whatever it was, such as a role that is renewed, may pass: only the end of the driver does not. */
function tryAgain(error: unknown): never {
  const failure = databaseError(error);
  if (failure.kind === "closed" || failure.retryable) throw failure;
  throw new DatabaseError(failure.message, { kind: failure.kind, retryable: true, cause: failure });
}

function lostError(): DatabaseError {
  return new DatabaseError("The connection that listens was lost.", {
    kind: "connection",
    retryable: true,
  });
}

function ignore(): void {
  // The connection is lost: it listens to nothing, and the next one to every channel.
}
