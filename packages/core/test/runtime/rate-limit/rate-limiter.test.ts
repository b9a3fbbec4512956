import { describe, expect, it } from "vitest";
import { RateLimitExceededError } from "../../../src/runtime/rate-limit/rate-limit-errors.js";
import { RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";

/** Lets everything that can happen now happen. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What one try after the other gives. */
function grants(limiter: RateLimiter, tries: number): Promise<boolean[]> {
  return Promise.all(Array.from({ length: tries }, () => limiter.tryAcquire()));
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

  it("has a burst of one second's worth by default, at least 1", async () => {
    const clock = new FakeClock();
    expect(await grants(new RateLimiter({ rate: 3, clock }), 4)).toEqual([true, true, true, false]);
    expect(await grants(new RateLimiter({ rate: 0.5, clock }), 2)).toEqual([true, false]);
  });

  it("refuses instead of waiting when only asked to try", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    expect(await grants(limiter, 2)).toEqual([true, false]);
    clock.advance(1_000);
    expect(await grants(limiter, 1)).toEqual([true]);
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
    expect(await limiter.tryAcquire()).toBe(false);
    clock.advance(500);
    await settled();
    clock.advance(1_000);
    await Promise.all([heavy, light]);
    expect(order).toEqual(["heavy", "light"]);
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

  it("sets one timer, however many wait", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new RateLimiter({ rate: 0.003, clock });
    await limiter.acquire();
    const waiting = Array.from({ length: 100 }, () => {
      clock.advance(0.7);
      return limiter.acquire();
    });
    expect([clock.sleeps.length, clock.pending, waiting.length]).toEqual([1, 1, 100]);
  });

  it("takes nothing for a signal that has aborted before", async () => {
    const limiter = new RateLimiter({ rate: 1, clock: new FakeClock() });
    await expect(limiter.acquire({ signal: AbortSignal.abort(new Error("x")) })).rejects.toThrow(
      "x",
    );
    expect(await limiter.tryAcquire()).toBe(true);
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
    expect(await limiter.tryAcquire()).toBe(false);
    await limiter.acquire();
    expect(clock.now()).toBe(5_000);
  });

  it("does not end a hold for an answer that was on its way before", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: Infinity, clock });
    limiter.observe(0, clock.wallTime() + 5_000);
    limiter.observe(0, clock.wallTime() + 1_000);
    limiter.observe(3, clock.wallTime() + 5_000);
    clock.advance(4_999);
    expect(await limiter.tryAcquire()).toBe(false);
    clock.advance(1);
    expect(await limiter.tryAcquire()).toBe(true);
  });

  it("grants no more than the service says remain", async () => {
    const limiter = new RateLimiter({ rate: 10, clock: new FakeClock() });
    limiter.observe(2, 0);
    expect(await grants(limiter, 3)).toEqual([true, true, false]);
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

  it("learns nothing from what is no number", async () => {
    const limiter = new RateLimiter({ rate: 1, clock: new FakeClock() });
    limiter.observe(Number.NaN, Infinity);
    limiter.observe(0, Number.NaN);
    expect(await limiter.tryAcquire()).toBe(false);
    limiter.observe(-1, 0);
    await limiter.acquire();
    expect(await limiter.tryAcquire()).toBe(false);
  });

  it("lets a higher priority go first, and the first who came among equals", async () => {
    const limiter = new RateLimiter({ rate: 1, clock: new FakeClock() });
    await limiter.acquire();
    const order: string[] = [];
    const wait = async (name: string, priority?: number): Promise<void> => {
      await limiter.acquire({ priority });
      order.push(name);
    };
    await Promise.all([
      wait("low", -1),
      wait("first", 0),
      wait("second"),
      wait("high", 5),
      wait("middle", 2),
      wait("third"),
    ]);
    expect(order).toEqual(["high", "middle", "first", "second", "third", "low"]);
  });

  it("lets a higher priority pass those who wait for more than there is", async () => {
    const limiter = new RateLimiter({ rate: 1, burst: 2, clock: new FakeClock() });
    await limiter.acquire();
    const heavy = limiter.acquire({ weight: 2 });
    expect(await limiter.tryAcquire({ priority: 0 })).toBe(false);
    expect(await limiter.tryAcquire({ priority: 1 })).toBe(true);
    await heavy;
  });

  it("refuses whoever is overtaken so often that their time does not last", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    await limiter.acquire();
    const patient = limiter.acquire();
    const hasty = limiter.acquire({ maxWait: 2_000 });
    const important = limiter.acquire({ priority: 1 });
    await expect(hasty).rejects.toMatchObject({ retryAfter: 1_000 });
    expect(clock.now()).toBe(2_000);
    await Promise.all([patient, important]);
    expect(clock.pending).toBe(0);
  });

  it("refuses at once when as many wait as may", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, maxQueue: 2, clock });
    const waiting = [limiter.acquire(), limiter.acquire(), limiter.acquire()];
    await expect(limiter.acquire()).rejects.toMatchObject({
      name: "RateLimitExceededError",
      message: "2 calls wait already. The rate limit allows the next call in 3 s.",
    });
    expect(clock.now()).toBe(0);
    await Promise.all(waiting);
  });

  it("grants without a promise while there is something to grant", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, burst: 2, clock });
    expect([limiter.enter(), limiter.enter({ key: undefined })]).toEqual([undefined, undefined]);
    await limiter.enter();
    expect(clock.now()).toBe(1_000);
  });

  it("grants a weight that is a fraction", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 1, clock });
    for (let count = 0; count < 4; count += 1) await limiter.acquire({ weight: 0.5 });
    expect(clock.now()).toBe(1_000);
  });

  it.each([
    [{ rate: 0 }, "rate is 0"],
    [{ rate: Number.NaN }, "rate is NaN"],
    [{ rate: 1, burst: 0 }, "burst is 0"],
    [{ rate: 1, maxQueue: -1 }, "maxQueue is -1"],
  ])("refuses %j", (options, text) => {
    expect(() => new RateLimiter(options)).toThrow(text);
  });

  it.each([0, -1, 6, Number.NaN])("refuses the weight %d with a burst of 5", async (weight) => {
    const limiter = new RateLimiter({ rate: 1, burst: 5 });
    await expect(limiter.tryAcquire({ weight })).rejects.toThrow(RangeError);
    await expect(limiter.acquire({ weight })).rejects.toThrow(`weight is ${weight}`);
  });

  it("refuses a priority that is no number", async () => {
    const limiter = new RateLimiter({ rate: 1 });
    await expect(limiter.acquire({ priority: Number.NaN })).rejects.toThrow(RangeError);
  });
});
