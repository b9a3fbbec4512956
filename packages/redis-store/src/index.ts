export type { RedisClient } from "./connection/redis-client.js";
export { RedisStoreError } from "./connection/redis-store-error.js";
export { connectRedisStore, RedisStore } from "./redis-store.js";
export type {
  RedisClientOptions,
  RedisStoreOptions,
  RedisUrlOptions,
} from "./redis-store-options.js";
