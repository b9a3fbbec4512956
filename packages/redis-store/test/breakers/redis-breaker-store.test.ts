import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startStore } from "../start-store.js";

/** Far apart, so that the time the test takes makes no difference. */
const duration = fc.integer({ min: 1, max: 20 }).map((minutes) => minutes * 60_000);

describe.runIf(requireService("redis-server"))("RedisBreakerStore", () => {
  const started = startStore({ prefix: "test:" });

  it("says that a circuit nobody opened is closed", async () => {
    expect(await started().store.breakers.read("unknown")).toBe(0);
  });

  it("keeps the longer of all openings until the circuit is closed", async () => {
    const step = fc.oneof(duration, fc.constant("close" as const));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const { breakers } = started().store;
        await breakers.close("host");
        let longest = 0;
        for (const next of steps) {
          if (next === "close") await breakers.close("host");
          else await breakers.open("host", next);
          longest = next === "close" ? 0 : Math.max(longest, next);
          const open = await breakers.read("host");
          expect(open).toBeLessThanOrEqual(longest);
          expect(open).toBeGreaterThan(longest - 30_000);
          expect(open).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([0, -1, Number.NaN])("does not open for %d milliseconds", async (ms) => {
    const { breakers } = started().store;
    await breakers.open("never", ms);
    expect(await breakers.read("never")).toBe(0);
  });

  it("opens for as long as Redis can count when it is to open for ever", async () => {
    const { breakers } = started().store;
    await breakers.open("ever", Infinity);
    expect(await breakers.read("ever")).toBeGreaterThan(9e12);
  });

  it("keeps circuits apart from buckets and entries of the same key", async () => {
    const { client, store } = started();
    await client.flushAll();
    await store.breakers.open("same", 60_000);
    await store.caches.set("same", "text", 60_000);
    await store.rateLimits.take("same", 1, { rate: 0.001, burst: 1 });
    const keys = await client.keys("*");
    const expected = ["test:breaker:same", "test:cache:same", "test:rate-limit:same"];
    expect(keys.toSorted()).toEqual(expected);
  });
});
