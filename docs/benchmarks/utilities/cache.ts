import { CacheManager } from "@agentflow/core/runtime";
import type { Batch, Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { awaited, synchronous } from "./loops.ts";

/** Milliseconds; longer than a run takes. */
const ttl = 3_600_000;
const max = 2_000;
const keys = Array.from({ length: 1_000 }, (_, index) => `GET /repos/octocat/${index}`);
const values = keys.map((key) => ({ key }));
const keyOf = (index: number): string => keys[index % keys.length] ?? "";
const valueOf = (index: number): object => values[index % values.length] ?? {};

interface Cache {
  get(key: string): unknown;
  set(key: string, value: object): unknown;
}

/** All keys are there, and stay. */
async function filled<Filled extends Cache>(cache: Filled): Promise<Filled> {
  for (const [index, key] of keys.entries()) await cache.set(key, valueOf(index));
  return cache;
}

function mapWithExpiry(): Cache {
  const entries = new Map<string, { readonly value: object; readonly expires: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && entry.expires > performance.now() ? entry.value : undefined;
    },
    set: (key, value) => entries.set(key, { value, expires: performance.now() + ttl }),
  };
}

const caches: Record<string, (peers: Peers) => Cache | Promise<Cache>> = {
  "Map with expiry": mapWithExpiry,
  CacheManager: () => new CacheManager<object>({ ttl, max }),
  // As delivered it asks for the time once in a millisecond, with a timer.
  "lru-cache": async (peers) => {
    const { LRUCache } = await peers.load<{ LRUCache: new (options: object) => Cache }>(
      "lru-cache",
    );
    return new LRUCache({ ttl, max });
  },
  // Serves nothing after its time, as ours.
  "lru-cache, ttlResolution 0": async (peers) => {
    const { LRUCache } = await peers.load<{ LRUCache: new (options: object) => Cache }>(
      "lru-cache",
    );
    return new LRUCache({ ttl, max, ttlResolution: 0 });
  },
  "node-cache": async (peers) => {
    const { default: NodeCache } = await peers.load<{ default: new (options: object) => Cache }>(
      "node-cache",
    );
    return new NodeCache({ stdTTL: ttl / 1000, maxKeys: max, useClones: false });
  },
  keyv: async (peers) => {
    const { default: Keyv } = await peers.load<{ default: new (options: object) => Cache }>("keyv");
    return new Keyv({ ttl });
  },
};

const operations: Record<string, (cache: Cache) => (index: number) => unknown> = {
  get: (cache) => (index) => cache.get(keyOf(index)),
  set: (cache) => (index) => cache.set(keyOf(index), valueOf(index)),
};

const loopOf = (name: string): ((operation: (index: number) => unknown) => Batch) =>
  name === "keyv" ? awaited : synchronous;

/** One of 1,000 keys that are all there, with a time to live. */
export const contestants: Record<string, Contestant> = Object.fromEntries(
  Object.entries(operations).flatMap(([operation, prepare]) =>
    Object.entries(caches).map(([name, create]): [string, Contestant] => [
      `${name}, ${operation}`,
      async ({ peers }) => loopOf(name)(prepare(await filled(await create(new Peers(peers))))),
    ]),
  ),
);
