import { requireService } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import { RedisStore } from "../../src/index.js";
import { startStore } from "../start-store.js";

/** So slow that the time the test takes makes no difference. */
const limit = { rate: 0.01, burst: 3 };

describe.runIf(requireService("redis-server"))("RedisRateLimitStore", () => {
  const started = startStore({ prefix: "test:" });

  it("grants the burst of a new bucket, and then says when to ask again", async () => {
    const { rateLimits } = started().store;
    expect(await rateLimits.take("burst", 2, limit)).toBe(0);
    expect(await rateLimits.take("burst", 1, limit)).toBe(0);
    const wait = await rateLimits.take("burst", 1, limit);
    expect(wait).toBeGreaterThan(90_000);
    expect(wait).toBeLessThanOrEqual(100_000);
  });

  it("shares a bucket with another store of the same prefix", async () => {
    await using other = new RedisStore({ url: started().redis.url, prefix: "test:" });
    await other.ready();
    await other.rateLimits.take("shared", 3, limit);
    expect(await started().store.rateLimits.take("shared", 1, limit)).toBeGreaterThan(0);
  });

  it("shares none with a store of another prefix", async () => {
    await using other = new RedisStore({ url: started().redis.url, prefix: "other:" });
    await other.ready();
    await other.rateLimits.take("own", 3, limit);
    expect(await started().store.rateLimits.take("own", 1, limit)).toBe(0);
  });

  it("lets the key be anything, because it never becomes part of a script", async () => {
    const { client, store } = started();
    const key = `"]] redis.call('FLUSHALL') --\r\n\u0000*`;
    expect(await store.rateLimits.take(key, 1, limit)).toBe(0);
    expect(await client.exists(`test:rate-limit:${key}`)).toBe(1);
  });

  it("keeps a bucket until it is full again, and no longer", async () => {
    const { client, store } = started();
    await store.rateLimits.take("expiry", 2, limit);
    const remaining = await client.pTTL("test:rate-limit:expiry");
    expect(remaining).toBeGreaterThan(190_000);
    expect(remaining).toBeLessThanOrEqual(200_001);
  });

  it("grants nothing while a bucket is held, and keeps the longer hold", async () => {
    const { client, store } = started();
    await store.rateLimits.hold("held", 60_000);
    await store.rateLimits.hold("held", 30_000);
    const wait = await store.rateLimits.take("held", 1, { rate: 1_000, burst: 10 });
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_001);
    expect(await client.pTTL("test:rate-limit:held")).toBeGreaterThan(50_000);
  });

  it("does not shorten the life of a bucket that it holds", async () => {
    const { client, store } = started();
    await store.rateLimits.take("long", 3, limit);
    await store.rateLimits.hold("long", 1);
    expect(await client.pTTL("test:rate-limit:long")).toBeGreaterThan(200_000);
  });

  it.each([0, -1, Number.NaN])("does not hold for %d milliseconds", async (ms) => {
    const { rateLimits } = started().store;
    await rateLimits.hold(`hold ${ms}`, ms);
    expect(await rateLimits.take(`hold ${ms}`, 1, limit)).toBe(0);
  });

  it("knows no limit but holds when the rate is infinite", async () => {
    const { rateLimits } = started().store;
    const none = { rate: Infinity, burst: Infinity };
    const waits = await Promise.all(
      Array.from({ length: 100 }, () => rateLimits.take("unlimited", 1_000, none)),
    );
    expect(waits.every((wait) => wait === 0)).toBe(true);
    await rateLimits.hold("unlimited", 60_000);
    expect(await rateLimits.take("unlimited", 1, none)).toBeGreaterThan(50_000);
  });

  it("remembers turns of the last thousand buckets only", async () => {
    const { client, store } = started();
    const asked = Array.from({ length: 1_001 }, (_, number) => `turn ${number}`);
    for (const key of asked) await store.rateLimits.take(key, 3, limit);
    for (const key of asked) await store.rateLimits.take(key, 1, limit);
    const turnOf = (key: string | undefined) => client.hGet(`test:rate-limit:${key}`, "turn");
    const [first = "", last = ""] = [asked[0], asked.at(-1)];
    const before = await Promise.all([turnOf(first), turnOf(last)]);
    await store.rateLimits.take(last, 1, limit);
    await store.rateLimits.take(first, 1, limit);
    expect(await turnOf(last)).toBe(before[1]);
    expect(Number(await turnOf(first))).toBeGreaterThan(Number(before[0]));
  });

  it.each([
    { weight: 0, rate: 1, burst: 1 },
    { weight: Number.NaN, rate: 1, burst: 1 },
    { weight: 2, rate: 1, burst: 1 },
    { weight: 1, rate: 0, burst: 1 },
    { weight: 1, rate: Number.NaN, burst: 1 },
  ])("refuses %o", async ({ weight, ...wrong }) => {
    await expect(started().store.rateLimits.take("wrong", weight, wrong)).rejects.toThrow(
      RangeError,
    );
  });
});
