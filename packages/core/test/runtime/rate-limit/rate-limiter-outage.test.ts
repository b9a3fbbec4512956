import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { RateLimitStoreError } from "../../../src/runtime/rate-limit/rate-limit-errors.js";
import { RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";
import { pass, settle, shared, times } from "./shared-rate-limiter.js";

describe("a rate limiter whose store is away", () => {
  it("goes on with a limit of its own, decided within the store's time", async () => {
    const { clock, store, limiter } = shared({}, new FakeClock({ manual: true }));
    store.state = "hangs";
    const grants = times(limiter, clock, 4);
    await pass(clock, 300);
    expect(await grants).toEqual([100, 100, 200, 300]);
    expect(clock.pending).toBe(0);
  });

  it("goes on with its share of rate and burst", async () => {
    const { clock, store, limiter } = shared({ burst: 4, localShare: 0.25 });
    store.state = "fails";
    expect(await times(limiter, clock, 3)).toEqual([0, 400, 800]);
  });

  it("lets a weight go that is above its share, and pays it off afterwards", async () => {
    const { clock, store, limiter } = shared({ burst: 4, localShare: 0.25, storePause: 60_000 });
    store.state = "fails";
    await limiter.acquire({ weight: 4 });
    expect(clock.now()).toBe(0);
    await limiter.acquire();
    expect(clock.now()).toBe(1_600);
  });

  it("lets one go at a time by its own limit, however many the store was asked for", async () => {
    const limits = { rate: 1_000, burst: 1_000, localShare: 0.002, storePause: 60_000 };
    const { clock, store, limiter } = shared(limits);
    store.delay = 5;
    const grants = times(limiter, clock, 40);
    await settle();
    clock.advance(15);
    await settle();
    store.state = "fails";
    const local = (await grants).filter((time) => time > 20);
    expect(local.length).toBeGreaterThan(10);
    expect(local).toEqual(local.map((_, index) => (local[0] ?? 0) + index * 500));
  });

  it("has no second burst when it has just spent the shared one", async () => {
    const { clock, store, limiter } = shared();
    await times(limiter, clock, 2);
    store.state = "fails";
    expect(await times(limiter, clock, 2)).toEqual([100, 200]);
  });

  it("tries with its own limit too", async () => {
    const { store, limiter } = shared({ burst: 1 });
    store.state = "fails";
    expect(await limiter.tryAcquire()).toBe(true);
    expect(await limiter.tryAcquire()).toBe(false);
  });

  it("keeps to a hold of which the store did not hear", async () => {
    const { clock, store, limiter } = shared({ storePause: 60_000 });
    store.state = "fails";
    limiter.observe(0, clock.wallTime() + 2_000);
    await settle();
    await limiter.acquire();
    expect(clock.now()).toBe(2_000);
  });

  it("tells of the failure once for each time that the store was asked", async () => {
    const onStoreError = vi.fn<(error: unknown) => void>();
    const { clock, store, limiter } = shared({ onStoreError, storePause: 250 });
    store.state = "fails";
    await times(limiter, clock, 7);
    expect(clock.now()).toBe(500);
    expect(onStoreError.mock.calls).toEqual(
      Array.from({ length: 3 }, () => [new Error("connection lost")]),
    );
  });

  it("comes back to the store by itself, those who wait too", async () => {
    const { clock, store, limiter } = shared(
      { rate: 1, burst: 1 },
      new FakeClock({ manual: true }),
    );
    await limiter.acquire();
    store.state = "hangs";
    const done: number[] = [];
    const waiting = [limiter.acquire(), limiter.acquire()].map(async (turn) => {
      await turn;
      done.push(clock.now());
    });
    await pass(clock, 1_500);
    store.state = "well";
    await pass(clock, 3_000);
    await Promise.all(waiting);
    expect(done.length).toBe(2);
    const asked = store.questions.length;
    await limiter.tryAcquire();
    expect(store.questions.length).toBe(asked + 1);
    expect(clock.pending).toBe(0);
  });

  it.each([Number.NaN, -1, Infinity])("takes the answer %d for a failure", async (answer) => {
    const onStoreError = vi.fn<(error: unknown) => void>();
    const clock = new FakeClock();
    const store = { take: async () => answer, hold: async () => undefined };
    const limiter = new RateLimiter({
      rate: 1,
      store,
      name: "api",
      localShare: 1,
      clock,
      onStoreError,
    });
    await limiter.acquire();
    expect(onStoreError).toHaveBeenCalledExactlyOnceWith(
      new TypeError(`The store answered ${answer} instead of a time.`),
    );
  });

  it("refuses everybody when that is chosen, and says when the store is asked again", async () => {
    const { clock, store, limiter } = shared(
      { onStoreFailure: "refuse" },
      new FakeClock({ manual: true }),
    );
    await times(limiter, clock, 2);
    const waiting = [limiter.acquire(), limiter.acquire()];
    await settle();
    store.state = "fails";
    clock.advance(100);
    for (const turn of waiting) {
      await expect(turn).rejects.toMatchObject({
        name: "RateLimitStoreError",
        message: "The rate limit's store does not answer; it is asked again in 1 s.",
        retryAfter: 1_000,
        cause: new Error("connection lost"),
      });
    }
    clock.advance(400);
    await expect(limiter.acquire()).rejects.toMatchObject({ retryAfter: 600 });
    await expect(limiter.tryAcquire()).rejects.toThrow(RateLimitStoreError);
    expect(clock.pending).toBe(0);
    store.state = "well";
    clock.advance(600);
    await limiter.acquire();
  });

  it("refuses within the store's time when it hangs", async () => {
    const { clock, store, limiter } = shared(
      { onStoreFailure: "refuse", storeTimeout: 50, storePause: 10 },
      new FakeClock({ manual: true }),
    );
    store.state = "hangs";
    const turn = limiter.acquire();
    await settle();
    clock.advance(50);
    await expect(turn).rejects.toThrow(RateLimitStoreError);
    expect(clock.pending).toBe(0);
  });

  it("hangs nobody when the callback that is told of failures throws", async () => {
    const onStoreError = (): void => {
      throw new Error("mistake");
    };
    const { store, limiter } = shared({ onStoreError });
    store.state = "fails";
    await expect(limiter.acquire()).rejects.toThrow("mistake");
    const other = shared({ onStoreError });
    other.store.state = "fails";
    other.limiter.observe(0, other.clock.wallTime() + 100);
    await settle();
    await other.limiter.acquire();
    expect(other.clock.now()).toBe(100);
  });

  it("loses nobody however the store comes and goes", async () => {
    const step = fc.record({
      pause: fc.nat(400),
      state: fc.constantFrom("well" as const, "fails" as const, "hangs" as const),
      callers: fc.nat(4),
      maxWait: fc.option(fc.nat(2_000), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 15 }),
        fc.constantFrom("local" as const, "refuse" as const),
        async (steps, onStoreFailure) => {
          const clock = new FakeClock({ manual: true });
          const { store, limiter } = shared({ onStoreFailure }, clock);
          const open = new Set<object>();
          for (const { pause, state, callers, maxWait } of steps) {
            store.state = state;
            for (let caller = 0; caller < callers; caller += 1) {
              const one = {};
              open.add(one);
              void limiter
                .acquire({ maxWait })
                .catch(() => undefined)
                .finally(() => open.delete(one));
            }
            await pass(clock, pause);
          }
          for (let ms = 0; ms < 60_000 && open.size > 0; ms += 1) await pass(clock, 1);
          await pass(clock, 1);
          expect([open.size, clock.pending]).toEqual([0, 0]);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
