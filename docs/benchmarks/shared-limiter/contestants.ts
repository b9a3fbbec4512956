import { setTimeout as wait } from "node:timers/promises";
import { RateLimiter } from "@agentflow/core/runtime";
import { connectRedisStore } from "@agentflow/redis-store";
import type { Peers } from "../peers.ts";

/** Grants per second, for all processes together. Every contestant's burst is one second's worth. */
export const rate = 500;

/** Resolves when the caller may go on. */
export type Acquire = () => Promise<void>;

interface RedisClient {
  connect(): Promise<unknown>;
  scriptLoad(script: string): Promise<string>;
  evalSha(hash: string, options: object): Promise<unknown>;
}

async function connect(url: string, peers: Peers): Promise<RedisClient> {
  const { createClient } = await peers.load<{ createClient: (options: object) => RedisClient }>(
    "redis",
  );
  const client = createClient({ url });
  await client.connect();
  return client;
}

/** Gives 0, or the milliseconds until there is a token. */
const bucketScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local rate = tonumber(ARGV[1])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(rate, (tonumber(bucket[1]) or rate) + (now - (tonumber(bucket[2]) or now)) * rate / 1000)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) * 1000 / rate) end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens), 'at', string.format('%.17g', now))
return wait
`;

export const contestants: Record<string, (url: string, peers: Peers) => Promise<Acquire>> = {
  "RateLimiter + redis-store": async (url) => {
    const store = await connectRedisStore({ url });
    const limiter = new RateLimiter({
      rate,
      name: "shared",
      store: store.rateLimits,
      localShare: 1 / 4,
      // What happens when Redis is too slow is not measured here, and on a busy machine it would be.
      storeTimeout: 5_000,
      onStoreError: console.error,
    });
    return () => limiter.acquire();
  },
  "Lua bucket in a retry loop": async (url, peers) => {
    const client = await connect(url, peers);
    const hash = await client.scriptLoad(bucketScript);
    const options = { keys: ["bucket"], arguments: [String(rate)] };
    return async () => {
      for (;;) {
        const milliseconds = Number(await client.evalSha(hash, options));
        if (milliseconds === 0) return;
        await wait(milliseconds);
      }
    };
  },
  "rate-limiter-flexible in a retry loop": async (url, peers) => {
    interface Refusal {
      readonly msBeforeNext: number;
    }
    interface Module {
      RateLimiterRedis: new (options: object) => { consume(key: string): Promise<unknown> };
    }
    const { RateLimiterRedis } = await peers.load<Module>("rate-limiter-flexible");
    const limiter = new RateLimiterRedis({
      storeClient: await connect(url, peers),
      useRedisPackage: true,
      points: rate,
      duration: 1,
    });
    return async () => {
      for (;;) {
        try {
          await limiter.consume("key");
          return;
        } catch (error) {
          if (error instanceof Error) throw error;
          await wait(Math.max(1, (error as Refusal).msBeforeNext)); // what it rejects with when it refuses
        }
      }
    };
  },
};
