import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  RateLimiter,
  RateLimitExceededError,
} from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";

/** Lets everything that can happen now happen. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe("RateLimiter", () => {
  it("grants the burst at once and then the rate", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 10, burst: 3, clock });
    const times = await Promise.all(
      Array.from({ length: 6 }, async () => {
        await limiter.acquire();
        return clock.now();
      }),
    );
    expect(times).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it("has a burst of one second's worth by default, at least 1", () => {
    const clock = new FakeClock();
    const fast = new RateLimiter({ rate: 3, clock });
    expect([1, 2, 3, 4].map(() => fast.tryAcquire())).toEqual([true, true, true, false]);
    const slow = new RateLimiter({ rate: 0.5, clock });
    expect([slow.tryAcquire(), slow.tryAcquire()]).toEqual([true, false]);
  });

  it("refuses instead of waiting when only asked to try", () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    expect(limiter.tryAcquire()).toBe(true);
    expect(limiter.tryAcquire()).toBe(false);
    clock.advance(1_000);
    expect(limiter.tryAcquire()).toBe(true);
  });

  it("lets nobody pass those who wait", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 1, burst: 2, clock });
    await limiter.acquire({ weight: 2 });
    const order: string[] = [];
    const heavy = limiter.acquire({ weight: 2 }).then(() => order.push("heavy"));
    const light = limiter.acquire().then(() => order.push("light"));
    clock.advance(1_500);
    await settled();
    expect(limiter.tryAcquire()).toBe(false);
    clock.advance(500);
    await settled();
    clock.advance(1_000);
    await Promise.all([heavy, light]);
    expect(order).toEqual(["heavy", "light"]);
  });

  it("never grants more than burst + rate · t in any window, in the order of arrival", async () => {
    const arrival = fc.record({ pause: fc.nat(300), weight: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 3, max: 10 }),
        async (arrivals, rate, burst) => {
          const clock = new FakeClock();
          const limiter = new RateLimiter({ rate, burst, clock });
          const grants: { id: number; time: number; weight: number }[] = [];
          const waits: Promise<unknown>[] = [];
          for (const [id, { pause, weight }] of arrivals.entries()) {
            clock.advance(pause);
            waits.push(
              limiter
                .acquire({ weight })
                .then(() => grants.push({ id, time: clock.now(), weight })),
            );
            // A grant at once is known only after a few microtasks, and until then no time may pass.
            for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
          }
          await Promise.all(waits);
          expect(grants.map(({ id }) => id)).toEqual(arrivals.map((_, id) => id));
          for (const [start, first] of grants.entries()) {
            let sum = 0;
            for (const { time, weight } of grants.slice(start)) {
              sum += weight;
              expect(sum).toBeLessThanOrEqual(burst + (rate * (time - first.time)) / 1000 + 1e-9);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("takes one second for 1,000 grants at 1,000 a second, with 1,000 waiting at once", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1_000, burst: 1, clock });
    await Promise.all(Array.from({ length: 1_000 }, () => limiter.acquire()));
    expect(clock.now()).toBeGreaterThanOrEqual(999 - 1e-6);
    expect(clock.now()).toBeLessThanOrEqual(1_020);
  });

  it("gives up a wait when the signal aborts, and lets the next in line through", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 1, burst: 5, clock });
    await limiter.acquire({ weight: 5 });
    const controller = new AbortController();
    const reason = new Error("enough");
    const heavy = limiter.acquire({ weight: 5, signal: controller.signal });
    const light = limiter.acquire();
    controller.abort(reason);
    await expect(heavy).rejects.toBe(reason);
    clock.advance(1_000);
    await light;
    expect(clock.pending).toBe(0);
  });

  it("leaves no timer when the last one who waits gives up", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 1, clock });
    await limiter.acquire();
    const controller = new AbortController();
    const waiting = limiter.acquire({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await settled();
    expect(clock.pending).toBe(0);
  });

  it("takes nothing for a signal that has aborted before", async () => {
    const limiter = new RateLimiter({ rate: 1, clock: new FakeClock() });
    await expect(limiter.acquire({ signal: AbortSignal.abort(new Error("x")) })).rejects.toThrow(
      "x",
    );
    expect(limiter.tryAcquire()).toBe(true);
  });

  it("refuses at once what would come too late", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    await limiter.acquire();
    const first = limiter.acquire({ maxWait: 1_000 });
    const second = limiter.acquire({ maxWait: 1_999 });
    await expect(second).rejects.toThrow(RateLimitExceededError);
    await expect(second).rejects.toMatchObject({ retryAfter: 2_000 });
    await first;
    expect(clock.now()).toBe(1_000);
  });

  it("holds all grants until the reset when nothing remains", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1_000, clock });
    limiter.observe(0, clock.wallTime() + 5_000);
    expect(limiter.tryAcquire()).toBe(false);
    await limiter.acquire();
    expect(clock.now()).toBe(5_000);
  });

  it("does not end a hold for an answer that was on its way before", () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: Infinity, clock });
    limiter.observe(0, clock.wallTime() + 5_000);
    limiter.observe(0, clock.wallTime() + 1_000);
    limiter.observe(3, clock.wallTime() + 5_000);
    clock.advance(4_999);
    expect(limiter.tryAcquire()).toBe(false);
    clock.advance(1);
    expect(limiter.tryAcquire()).toBe(true);
  });

  it("grants no more than the service says remain", () => {
    const limiter = new RateLimiter({ rate: 10, clock: new FakeClock() });
    limiter.observe(2, 0);
    expect([1, 2, 3].map(() => limiter.tryAcquire())).toEqual([true, true, false]);
  });

  it("refuses those who wait already when a hold lasts longer than they can wait", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 1, clock });
    await limiter.acquire();
    const short = limiter.acquire({ maxWait: 2_000 });
    const long = limiter.acquire({ maxWait: 60_000 });
    limiter.observe(0, clock.wallTime() + 30_000);
    await expect(short).rejects.toMatchObject({ retryAfter: 30_000 });
    clock.advance(1_000);
    await settled();
    clock.advance(29_000);
    await settled();
    await long;
    expect(clock.pending).toBe(0);
  });

  it("waits for a hold only, when its own rate is without limit", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: Infinity, clock });
    await limiter.acquire({ weight: 1_000_000 });
    limiter.observe(0, clock.wallTime() + 100);
    await expect(limiter.acquire({ maxWait: 50 })).rejects.toMatchObject({ retryAfter: 100 });
    await Promise.all([limiter.acquire({ maxWait: 100 }), limiter.acquire()]);
    expect(clock.now()).toBe(100);
  });

  it.each([
    [{ rate: 0 }, "rate is 0"],
    [{ rate: Number.NaN }, "rate is NaN"],
    [{ rate: 1, burst: 0 }, "burst is 0"],
  ])("refuses %j", (options, text) => {
    expect(() => new RateLimiter(options)).toThrow(text);
  });

  it.each([0, -1, 6, Number.NaN])("refuses the weight %d with a burst of 5", async (weight) => {
    const limiter = new RateLimiter({ rate: 1, burst: 5 });
    expect(() => limiter.tryAcquire(weight)).toThrow(RangeError);
    await expect(limiter.acquire({ weight })).rejects.toThrow(`weight is ${weight}`);
  });
});
