import type { Clock, Secret } from "@agentflow/core/runtime";
import type { RedisClient } from "./connection/redis-client.js";
import type { RedisStoreError } from "./connection/redis-store-error.js";

interface SharedOptions {
  /** What every key in Redis begins with. Stores that share state have the same. Default: `"agentflow:"`. */
  readonly prefix?: string;
  /** Milliseconds after which a command without an answer has failed. Default: 1,000. */
  readonly timeout?: number;
  /** Told of every failure of the connection, also of each attempt to connect again. Must not throw. */
  readonly onError?: (error: RedisStoreError) => void;
  /** Default: the machine's own. Measures `timeout`. */
  readonly clock?: Clock;
}

/** A store with a connection of its own. */
export interface RedisUrlOptions extends SharedOptions {
  /** `redis://<user>:<password>@<host>:<port>/<database>`, or `rediss://` for TLS. */
  readonly url: string | Secret;
  /**
   * Milliseconds that connecting may take, and after which a connection without any byte is given up. An idle one
   * is pinged in half that time. Default: 5,000.
   */
  readonly connectTimeout?: number;
  /** From 0 to less than 1, for the waits between attempts to connect. Default: `Math.random`. */
  readonly random?: () => number;
  readonly client?: never;
}

/** A store that uses the connection of a client of your own. */
export interface RedisClientOptions extends SharedOptions {
  /** Connects, reconnects and closes as you say. While it is not ready, commands fail at once. */
  readonly client: RedisClient;
  readonly url?: never;
}

/** Where Redis is, and how long it may take. */
export type RedisStoreOptions = RedisUrlOptions | RedisClientOptions;
