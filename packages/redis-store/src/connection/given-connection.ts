import type { RedisClientOptions } from "../redis-store-options.js";
import type { Connection } from "./connection.js";
import type { RedisClient } from "./redis-client.js";
import { redisFailure } from "./redis-failure.js";
import { RedisStoreError } from "./redis-store-error.js";

/** The connection of a client that belongs to somebody else: it is used, and otherwise left alone. */
export class GivenConnection implements Connection {
  readonly client: RedisClient;
  readonly place = "the given client's address";
  readonly secrets = [];
  readonly #onError: (error: unknown) => void;

  constructor({ client, onError }: RedisClientOptions) {
    this.client = client;
    this.#onError = (error) => onError?.(redisFailure(error, this));
    // Without a listener an error of the connection would end the process.
    client.on("error", this.#onError);
  }

  async ready(): Promise<void> {
    if (this.client.isReady) return;
    const advice = "Call its connect() before you give it to the store.";
    throw new RedisStoreError("OFFLINE", `The given Redis client is not connected. ${advice}`);
  }

  /** Its owner decides when a connection is given up. */
  reset(): void {}

  close(): void {
    this.client.off("error", this.#onError);
  }
}
