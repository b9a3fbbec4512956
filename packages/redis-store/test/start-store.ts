import { type RunningServer, startRedis } from "@agentflow/services";
import { createClient } from "@redis/client";
import { afterAll, beforeAll } from "vitest";
import { RedisStore, type RedisUrlOptions } from "../src/index.js";

/** A Redis server for the tests of one file, a store on it, and a client that looks behind the store. */
export interface StartedStore {
  readonly redis: RunningServer;
  readonly store: RedisStore;
  readonly client: ReturnType<typeof newClient>;
}

/** Starts them before the tests of a `describe` block, and ends them after. */
export function startStore(options: Partial<RedisUrlOptions> = {}): () => StartedStore {
  let started: StartedStore | undefined;
  beforeAll(async () => {
    const redis = await startRedis();
    const store = new RedisStore({ url: redis.url, ...options });
    const client = newClient(redis.url);
    started = { redis, store, client };
    await Promise.all([store.ready(), client.connect()]);
  });
  afterAll(async () => {
    await started?.store.close();
    started?.client.destroy();
    await started?.redis.stop();
  });
  return () => {
    if (started === undefined) throw new Error("The server did not start.");
    return started;
  };
}

function newClient(url: string) {
  // A server that a test kills is not this client's error.
  return createClient({ url }).on("error", () => undefined);
}
