import { once } from "node:events";
import { backoffDelay, type Clock, isSecret, systemClock } from "@agentflow/core/runtime";
import { createClient, DisconnectsClientError } from "@redis/client";
import type { RedisUrlOptions } from "../redis-store-options.js";
import type { Connection } from "./connection.js";
import { redisAddress } from "./redis-address.js";
import type { RedisClient } from "./redis-client.js";
import { redisFailure } from "./redis-failure.js";
import type { RedisStoreError } from "./redis-store-error.js";

/** Milliseconds between attempts to connect: a random share of the first, growing to one of the second. */
const backoff = { baseDelay: 50, maxDelay: 2_000 };
/** Commands that wait for an answer at most. */
const commandsQueueMaxLength = 10_000;

/** A connection that makes itself, again and again, and never crashes the process. */
export class OwnConnection implements Connection {
  readonly place: string;
  readonly secrets: readonly string[];
  readonly #client: ReturnType<typeof newClient>;
  readonly #onError: ((error: RedisStoreError) => void) | undefined;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  #connecting = false;

  /** @throws RedisStoreError when the URL is not one of Redis */
  constructor({
    url,
    connectTimeout = 5_000,
    onError,
    clock = systemClock,
    random = Math.random,
  }: RedisUrlOptions) {
    const address = redisAddress(isSecret(url) ? url.reveal() : url);
    this.place = address.place;
    this.secrets = address.secrets;
    this.#onError = onError;
    this.#clock = clock;
    this.#random = random;
    this.#client = newClient(address.url, connectTimeout);
    // Without a listener an error of the connection would end the process.
    this.#client.on("error", (error: unknown) => {
      // This is what the store did itself.
      if (!(error instanceof DisconnectsClientError)) onError?.(redisFailure(error, this));
    });
    this.#client.on("terminated", () => void this.#connect(1));
    void this.#connect(0);
  }

  get client(): RedisClient {
    return this.#client;
  }

  async ready(): Promise<void> {
    if (!this.#client.isReady) await once(this.#client, "ready");
  }

  /** Makes a new connection. The kernel alone would notice a vanished server only after many minutes. */
  reset(reason: RedisStoreError): void {
    // While there is none, it is being made.
    if (!this.#client.isReady) return;
    this.#onError?.(reason);
    this.#client.destroy();
    void this.#connect(0);
  }

  close(): void {
    this.#closing.abort();
    this.#client.destroy();
  }

  /** By a loop of its own: the client's waits cannot be ended, and it does not wait before its first attempt. */
  async #connect(retry: number): Promise<void> {
    if (this.#connecting) return;
    this.#connecting = true;
    const { signal } = this.#closing;
    let next = retry;
    while (!signal.aborted && !(await this.#attempt(next))) next += 1;
    this.#connecting = false;
    // The client does not end a connection that is being made.
    if (signal.aborted) this.#client.destroy();
  }

  /** True when it is connected. */
  async #attempt(retry: number): Promise<boolean> {
    try {
      if (retry > 0) {
        const wait = backoffDelay(retry - 1, backoff, this.#random);
        await this.#clock.sleep(wait, this.#closing.signal);
      }
      await this.#client.connect();
      return true;
    } catch {
      // The client's event has told why, or the store was closed.
      return false;
    }
  }
}

function newClient(url: string, connectTimeout: number) {
  return createClient({
    url,
    socket: {
      connectTimeout,
      // Counts from the last byte, so it also ends a greeting that nobody answers.
      socketTimeout: connectTimeout,
      reconnectStrategy: false,
    },
    // An idle connection is not a silent one.
    pingInterval: connectTimeout / 2,
    commandsQueueMaxLength,
    // A command for a server that is away fails at once instead of waiting for its return.
    disableOfflineQueue: true,
    // Whoever sends has a timer of its own.
    commandOptions: { timeout: 0 },
    disableClientInfo: true,
    maintNotifications: "disabled",
  });
}
