import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ConcurrencyLimiter,
  ConcurrencyLimitExceededError,
  type ConcurrencySlot,
} from "../../../src/runtime/rate-limit/concurrency-limiter.js";
import { FakeClock } from "../../../src/testing.js";

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

describe("ConcurrencyLimiter", () => {
  it("runs so many at once and no more", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 3 });
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 1_000 }, () =>
        limiter.run(async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
        }),
      ),
    );
    expect([most, limiter.running, limiter.waiting]).toEqual([3, 0, 0]);
  });

  it("gives what the task gives, and the place back when it fails", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    expect(await limiter.run(() => 7)).toBe(7);
    const failing = limiter.run(() => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(limiter.running).toBe(0);
  });

  it("gives a place back at the end of a block with using", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    {
      using slot = await limiter.acquire();
      expect([slot !== undefined, limiter.running]).toEqual([true, 1]);
    }
    expect(limiter.running).toBe(0);
  });

  it("gives a place back once, however often it is released", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 2 });
    const first = await limiter.acquire();
    await limiter.acquire();
    first.release();
    first.release();
    expect(limiter.running).toBe(1);
  });

  it("lets a higher priority go first, and the first who came among equals", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    const running = await limiter.acquire();
    const order: string[] = [];
    const run = (name: string, priority: number): Promise<unknown> =>
      limiter.run(() => order.push(name), { priority });
    const all = [run("a", 0), run("b", 0), run("high", 1), run("c", 0)];
    running.release();
    await Promise.all(all);
    expect(order).toEqual(["high", "a", "b", "c"]);
  });

  it("takes a place without a promise while there is one", () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    expect(limiter.enter()).toBeUndefined();
    limiter.leave();
    expect(limiter.enter()).toBeUndefined();
  });

  it("refuses to be left more often than entered", () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    expect(() => {
      limiter.leave();
    }).toThrow("more often");
  });

  it("gives up a wait when the signal aborts, and lets the next through", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new ConcurrencyLimiter({ limit: 1, clock });
    const running = await limiter.acquire();
    const controller = new AbortController();
    const given = limiter.acquire({ signal: controller.signal, maxWait: 1_000 });
    const next = limiter.acquire();
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    running.release();
    await next;
    expect(limiter.running).toBe(1);
    clock.advance(1_000);
    await settle();
    expect(clock.pending).toBe(0);
  });

  it("takes no place for a signal that has aborted before", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    const signal = AbortSignal.abort(new Error("x"));
    await expect(limiter.acquire({ signal })).rejects.toThrow("x");
    expect(limiter.running).toBe(0);
  });

  it("refuses a wait that lasts too long, and waits no longer for anybody who is served", async () => {
    const clock = new FakeClock({ manual: true });
    const limiter = new ConcurrencyLimiter({ limit: 1, clock });
    const running = await limiter.acquire();
    const short = limiter.acquire({ maxWait: 100 });
    const long = limiter.acquire({ maxWait: 5_000 });
    clock.advance(100);
    await expect(short).rejects.toThrow(ConcurrencyLimitExceededError);
    running.release();
    await long;
    expect(clock.pending).toBe(0);
  });

  it("refuses at once when as many wait as may, or the caller cannot wait", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1, maxQueue: 1, clock: new FakeClock() });
    const running = await limiter.acquire();
    await expect(limiter.acquire({ maxWait: 0 })).rejects.toThrow(ConcurrencyLimitExceededError);
    const waiting = limiter.acquire();
    await expect(limiter.acquire()).rejects.toThrow("1 calls run and 1 wait");
    running.release();
    await waiting;
  });

  it.each([{ limit: 0 }, { limit: Number.NaN }, { limit: 1, maxQueue: -1 }])(
    "refuses %j",
    (options) => {
      expect(() => new ConcurrencyLimiter(options)).toThrow(RangeError);
    },
  );

  it("refuses a priority that is no number", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    await expect(limiter.acquire({ priority: Number.NaN })).rejects.toThrow("priority is NaN");
  });

  it("loses no place and nobody, under any schedule", async () => {
    const step = fc.record({
      pause: fc.nat(20),
      type: fc.constantFrom("acquire", "release", "abort"),
      which: fc.nat(20),
      priority: fc.nat(2),
      maxWait: fc.option(fc.nat(60), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, limit) => {
          const clock = new FakeClock({ manual: true });
          const limiter = new ConcurrencyLimiter({ limit, clock });
          const slots: ConcurrencySlot[] = [];
          const controllers: AbortController[] = [];
          const ended: Promise<void>[] = [];
          const order: number[][] = [[], [], []];
          for (const [id, { pause, type, which, priority, maxWait }] of steps.entries()) {
            clock.advance(pause);
            await settle();
            if (type === "release") slots.shift()?.release();
            else if (type === "abort") controllers[which]?.abort();
            else {
              const controller = new AbortController();
              controllers.push(controller);
              const { signal } = controller;
              const take = async (): Promise<void> => {
                slots.push(await limiter.acquire({ signal, priority, maxWait }));
                order[priority]?.push(id);
              };
              ended.push(take().catch(() => undefined));
            }
            await settle();
            expect(limiter.running).toBe(slots.length);
            const least = limiter.waiting > 0 ? limit : 0;
            expect(limiter.running).toBeGreaterThanOrEqual(least);
            expect(limiter.running).toBeLessThanOrEqual(limit);
          }
          while (slots.length > 0) {
            slots.shift()?.release();
            await settle();
          }
          await Promise.all(ended);
          for (const ids of order) expect(ids).toEqual(ids.toSorted((one, two) => one - two));
          expect([limiter.running, limiter.waiting, clock.pending]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
