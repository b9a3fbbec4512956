import { describe, expect, it } from "vitest";
import { RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";

describe("a rate limiter with keys", () => {
  it("gives each a bucket of its own", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    await limiter.acquire({ key: "a" });
    await limiter.acquire({ key: "b" });
    await limiter.acquire();
    expect(clock.now()).toBe(0);
    await limiter.acquire({ key: "a" });
    expect(clock.now()).toBe(1_000);
  });

  it("holds only the one that a service speaks of", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 5, clock });
    limiter.observe(0, clock.wallTime() + 9_000, "a");
    expect(await limiter.tryAcquire({ key: "a" })).toBe(false);
    expect(await limiter.tryAcquire({ key: "b" })).toBe(true);
  });

  it("forgets buckets that are full again", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 1, clock });
    for (let key = 0; key < 10_000; key += 1) {
      await limiter.acquire({ key: `key ${key}` });
      clock.advance(100);
    }
    // Ten are in use at any time.
    expect(limiter.size).toBeLessThanOrEqual(30);
  });

  it("forgets no bucket that is in use", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 0.001, clock });
    await limiter.acquire({ key: "mine" });
    const waiting = limiter.acquire({ key: "mine" });
    for (let key = 0; key < 100; key += 1) await limiter.acquire({ key: `key ${key}` });
    expect(await limiter.tryAcquire({ key: "mine" })).toBe(false);
    clock.advance(1_000_000);
    await waiting;
  });
});
