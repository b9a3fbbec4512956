import {
  type BreakerStore,
  type CacheStore,
  type DeliveryStore,
  type RateLimitStore,
  systemClock,
} from "@agentflow/core/runtime";
import { RedisBreakerStore } from "./breakers/redis-breaker-store.js";
import { RedisCacheStore } from "./caches/redis-cache-store.js";
import type { Connection } from "./connection/connection.js";
import { GivenConnection } from "./connection/given-connection.js";
import { OwnConnection } from "./connection/own-connection.js";
import { RedisCommands } from "./connection/redis-commands.js";
import { redisFailure } from "./connection/redis-failure.js";
import { RedisDeliveryStore } from "./deliveries/redis-delivery-store.js";
import { RedisRateLimitStore } from "./rate-limits/redis-rate-limit-store.js";
import type { RedisStoreOptions } from "./redis-store-options.js";

/**
 * Rate limits, caches, circuits and the memory of webhook deliveries, shared by several processes through one Redis
 * server. While Redis is away, everything rejects at once; the store reconnects by itself.
 */
export class RedisStore implements AsyncDisposable {
  readonly rateLimits: RateLimitStore;
  readonly caches: CacheStore;
  readonly breakers: BreakerStore;
  readonly deliveries: DeliveryStore;
  readonly #connection: Connection;
  readonly #commands: RedisCommands;

  /**
   * Begins to connect, and does not wait for it.
   * @throws RedisStoreError when the URL is not one of Redis
   * @throws RangeError when `timeout` is not positive
   */
  constructor(options: RedisStoreOptions) {
    const { prefix = "agentflow:", timeout = 1_000, clock = systemClock } = options;
    if (!(timeout > 0)) throw new RangeError(`timeout is ${timeout}; it must be positive.`);
    this.#connection = options.client ? new GivenConnection(options) : new OwnConnection(options);
    this.#commands = new RedisCommands(this.#connection, timeout, clock);
    this.rateLimits = new RedisRateLimitStore(this.#commands, `${prefix}rate-limit:`);
    this.caches = new RedisCacheStore(this.#commands, `${prefix}cache:`);
    this.breakers = new RedisBreakerStore(this.#commands, `${prefix}breaker:`);
    this.deliveries = new RedisDeliveryStore(this.#commands, `${prefix}delivery:`);
  }

  /**
   * Resolves when the store is connected.
   * @throws RedisStoreError at the first failure, although the store goes on trying
   */
  async ready(): Promise<void> {
    try {
      await this.#connection.ready();
    } catch (error) {
      throw redisFailure(error, this.#connection);
    }
  }

  /** Ends the store's own connection at once; what waits for an answer is rejected. A given client stays open. */
  async close(): Promise<void> {
    this.#commands.close();
    this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * A store that is connected.
 * @throws RedisStoreError when it cannot connect; nothing is left open
 */
export async function connectRedisStore(options: RedisStoreOptions): Promise<RedisStore> {
  const store = new RedisStore(options);
  try {
    await store.ready();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
