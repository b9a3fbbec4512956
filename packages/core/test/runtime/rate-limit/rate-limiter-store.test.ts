import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimitExceededError } from "../../../src/runtime/rate-limit/rate-limit-errors.js";
import { RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";
import { FakeRateLimitStore } from "./fake-rate-limit-store.js";
import { excess } from "./rate-limit-schedule.js";
import { pass, settle, shared, times } from "./shared-rate-limiter.js";

describe("a rate limiter with a store", () => {
  it("grants what the store grants, in order", async () => {
    const { clock, limiter } = shared();
    // Whoever was served comes a millisecond later, out of courtesy to other processes.
    expect(await times(limiter, clock, 5)).toEqual([0, 0, 101, 201, 301]);
  });

  it("shares the limit among limiters of the same name", async () => {
    const clock = new FakeClock();
    const store = new FakeRateLimitStore(clock);
    const options = { rate: 10, burst: 2, store, name: "api", localShare: 1, clock };
    const limiters = [new RateLimiter(options), new RateLimiter(options)];
    const all = await Promise.all(limiters.map((limiter) => times(limiter, clock, 3)));
    expect(all.flat().toSorted((one, two) => one - two)).toEqual([0, 0, 100, 200, 300, 400]);
  });

  it("asks once for a grant when it is alone, after one question in vain", async () => {
    const { clock, store, limiter } = shared({ burst: 1 });
    await times(limiter, clock, 6);
    expect([clock.now(), store.questions.length]).toEqual([501, 7]);
  });

  it("shares fairly among processes, with at most four questions for a grant", async () => {
    const clock = new FakeClock();
    const store = new FakeRateLimitStore(clock);
    store.delay = 1;
    const options = { rate: 20, burst: 4, store, name: "api", localShare: 1, clock };
    const limiters = Array.from({ length: 4 }, () => new RateLimiter(options));
    const grants = await Promise.all(limiters.map((limiter) => times(limiter, clock, 25)));
    expect(clock.now()).toBeLessThanOrEqual(4_800 * 1.05);
    expect(store.questions.length).toBeLessThanOrEqual(400);
    const half = grants.map((each) => each.filter((time) => time < 2_500).length);
    expect(Math.max(...half) - Math.min(...half)).toBeLessThanOrEqual(4);
  });

  it("asks less often and for more at once where tokens come fast", async () => {
    const clock = new FakeClock();
    const store = new FakeRateLimitStore(clock);
    store.delay = 1;
    const options = { rate: 1_000, burst: 40, store, name: "api", localShare: 1, clock };
    const limiters = Array.from({ length: 4 }, () => new RateLimiter(options));
    await Promise.all(limiters.map((limiter) => times(limiter, clock, 500)));
    expect(clock.now()).toBeLessThanOrEqual(1_960 * 1.05);
    expect(store.questions.length).toBeLessThanOrEqual(2_000);
  });

  it("asks at once for a caller whose time is short, instead of gathering more", async () => {
    const { clock, limiter } = shared({ rate: 1_000, burst: 20 });
    await limiter.acquire({ weight: 20 });
    const all = Array.from({ length: 10 }, () => limiter.acquire({ maxWait: 3 }).catch(() => 0));
    expect((await Promise.all(all)).filter((each) => each === 0).length).toBeLessThan(10);
    expect(clock.now()).toBeLessThanOrEqual(3);
  });

  it("asks for many at once when the store is far away and has enough", async () => {
    const { clock, store, limiter } = shared({ rate: 1_000, burst: 1_000 });
    store.delay = 5;
    await times(limiter, clock, 500);
    expect(clock.now()).toBeLessThanOrEqual(100);
    expect(store.questions.length).toBeLessThanOrEqual(20);
  });

  it("asks under its name and the key", async () => {
    const { store, limiter } = shared();
    await limiter.acquire();
    await limiter.acquire({ key: "user 1", weight: 2 });
    expect(store.questions).toEqual([
      { key: "api:", weight: 1 },
      { key: "api:user 1", weight: 2 },
    ]);
  });

  it("forgets keys that are not in use, and none that is", async () => {
    const { clock, limiter } = shared({ rate: 0.001, burst: 1 }, new FakeClock({ manual: true }));
    await limiter.acquire({ key: "mine" });
    const waiting = limiter.acquire({ key: "mine" });
    for (let key = 0; key < 100; key += 1) {
      await limiter.acquire({ key: `key ${key}` });
      clock.advance(100_000);
    }
    await waiting;
    // Ten are in use at any time.
    expect(limiter.size).toBeLessThanOrEqual(30);
  });

  it("asks again without haste when the store names no time that a timer could keep", async () => {
    const clock = new FakeClock();
    clock.advance(1e6);
    const answers = [1e-12, 0];
    const store = { take: async () => answers.shift() ?? 0, hold: async () => undefined };
    await new RateLimiter({ rate: 1, store, name: "api", localShare: 1, clock }).acquire();
    expect(clock.now()).toBe(1e6 + 1);
  });

  it("lets a higher priority go first", async () => {
    const { limiter } = shared({ burst: 1 });
    await limiter.acquire();
    const order: string[] = [];
    const wait = async (name: string, priority: number): Promise<void> => {
      await limiter.acquire({ priority });
      order.push(name);
    };
    await Promise.all([wait("a", 0), wait("b", 0), wait("high", 1)]);
    expect(order).toEqual(["high", "a", "b"]);
  });

  it("refuses instead of waiting when only asked to try", async () => {
    const { limiter } = shared({ burst: 1 });
    expect(await limiter.tryAcquire()).toBe(true);
    expect(await limiter.tryAcquire()).toBe(false);
    const waiting = limiter.acquire();
    expect(await limiter.tryAcquire()).toBe(false);
    await waiting;
  });

  it("refuses whom the store makes wait too long, and those who come after them", async () => {
    const { clock, limiter } = shared({ rate: 1, burst: 1 });
    await limiter.acquire();
    const patient = limiter.acquire();
    const first = limiter.acquire({ maxWait: 500 });
    await expect(first).rejects.toMatchObject({ retryAfter: 1_000 });
    await expect(limiter.acquire({ maxWait: 500 })).rejects.toThrow(RateLimitExceededError);
    expect(clock.now()).toBe(0);
    await patient;
    expect(clock.pending).toBe(0);
  });

  it("refuses at once when as many wait as may", async () => {
    const { clock, limiter } = shared({ burst: 1, maxQueue: 1 });
    const waiting = limiter.acquire();
    await expect(limiter.acquire()).rejects.toThrow("1 calls wait already");
    await waiting;
    expect(clock.pending).toBe(0);
  });

  it("gives up a wait when the signal aborts, and asks for the next", async () => {
    const { clock, store, limiter } = shared({ rate: 1, burst: 5 });
    await limiter.acquire({ weight: 5 });
    const controller = new AbortController();
    const heavy = limiter.acquire({ weight: 5, signal: controller.signal });
    const light = limiter.acquire();
    await settle();
    controller.abort(new Error("enough"));
    await expect(heavy).rejects.toThrow("enough");
    await light;
    expect(clock.now()).toBe(1_000);
    expect(store.questions.map(({ weight }) => weight)).toEqual([5, 5, 1, 1]);
    expect(clock.pending).toBe(0);
  });

  it("does not let others wait for what somebody needed who gave up", async () => {
    const { clock, limiter } = shared({ rate: 1, burst: 5 });
    await limiter.acquire({ weight: 3 });
    const controller = new AbortController();
    const heavy = limiter.acquire({ weight: 5, signal: controller.signal });
    const light = times(limiter, clock, 3);
    await settle();
    controller.abort(new Error("enough"));
    await expect(heavy).rejects.toThrow("enough");
    expect(await light).toEqual([0, 0, 1_001]);
  });

  it("hands on what a caller would have taken who gave up while the store was asked", async () => {
    const { clock, store, limiter } = shared({ burst: 1 });
    store.delay = 10;
    const controller = new AbortController();
    const first = limiter.acquire({ signal: controller.signal });
    const second = limiter.acquire();
    controller.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    await second;
    expect([clock.now(), store.questions.length]).toEqual([10, 1]);
  });

  it("asks nothing and leaves no timer when the last one who waits gives up", async () => {
    const { clock, store, limiter } = shared({ burst: 1 }, new FakeClock({ manual: true }));
    await limiter.acquire();
    const controller = new AbortController();
    const waiting = limiter.acquire({ signal: controller.signal });
    await settle();
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    expect([clock.pending, store.questions.length]).toEqual([0, 2]);
  });

  it("takes nothing for a signal that has aborted before", async () => {
    const { store, limiter } = shared();
    const signal = AbortSignal.abort(new Error("x"));
    await expect(limiter.acquire({ signal })).rejects.toThrow("x");
    expect(store.questions).toEqual([]);
  });

  it("tells the others when a service says that nothing remains", async () => {
    const clock = new FakeClock();
    const store = new FakeRateLimitStore(clock);
    const options = { rate: 10, burst: 2, store, name: "api", localShare: 1, clock };
    const [one, other] = [new RateLimiter(options), new RateLimiter(options)];
    await other.acquire();
    one.observe(5, clock.wallTime() + 60_000);
    one.observe(0, clock.wallTime() + 3_000);
    await settle();
    await other.acquire();
    expect(clock.now()).toBe(3_000);
  });

  it("grants no more than burst + rate · t in any window, with several limiters and any delay", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            pause: fc.nat(300),
            limiter: fc.nat(2),
            weight: fc.integer({ min: 1, max: 3 }),
          }),
          {
            maxLength: 30,
          },
        ),
        fc.nat(20),
        async (arrivals, delay) => {
          const clock = new FakeClock({ manual: true });
          const store = new FakeRateLimitStore(clock);
          store.delay = delay;
          const options = { rate: 10, burst: 4, store, name: "api", localShare: 1, clock };
          const limiters = [0, 1, 2].map(() => new RateLimiter(options));
          const takes: { time: number; weight: number }[] = [];
          const order: number[][] = [[], [], []];
          const all: Promise<unknown>[] = [];
          for (const [id, { pause, limiter, weight }] of arrivals.entries()) {
            await pass(clock, pause);
            const turn = limiters[limiter]?.acquire({ weight });
            all.push(
              (async () => {
                await turn;
                takes.push({ time: clock.now(), weight });
                order[limiter]?.push(id);
              })(),
            );
          }
          for (let ms = 0; ms < 30_000 && takes.length < arrivals.length; ms += 1) {
            await pass(clock, 1);
          }
          await Promise.all(all);
          expect(excess(takes, 10, 4)).toBeLessThanOrEqual(1e-9);
          for (const ids of order) expect(ids).toEqual(ids.toSorted((one, two) => one - two));
          expect(clock.pending).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("the options of a store", () => {
  const store = new FakeRateLimitStore(new FakeClock());

  it.each([
    [{ rate: 1, store, localShare: 1 }, TypeError],
    [{ rate: 1, store, name: "api" }, TypeError],
    [{ rate: Infinity, store, name: "api" }, RangeError],
    [{ rate: 1, store, name: "api", localShare: 0 }, RangeError],
    [{ rate: 1, store, name: "api", localShare: 1.5 }, RangeError],
    [{ rate: 1, store, name: "api", localShare: 1, storeTimeout: 0 }, RangeError],
  ])("are refused: %#", (options, error) => {
    expect(() => new RateLimiter(options)).toThrow(error);
  });
});
