import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/runtime/clock.js";
import { RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";
import { excess, type Grant, Schedule, step } from "./rate-limit-schedule.js";

describe("a rate limiter under any schedule", () => {
  it("keeps to the limit, to the order and to everybody's time, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(0.7, 3, 10, 37),
        fc.integer({ min: 3, max: 6 }),
        async (steps, rate, burst) => {
          const schedule = new Schedule(rate, burst);
          for (const each of steps) await schedule.play(each);
          await schedule.end();
          const { grants, refused, waiting, clock, problems } = schedule;
          expect(problems).toEqual([]);
          expect(excess(grants, rate, burst)).toBeLessThanOrEqual(1e-9);
          for (const level of [-1, 0, 1, 2]) {
            const ids = grants.filter((grant) => grant.priority === level).map(({ id }) => id);
            expect(ids).toEqual(ids.toSorted((one, other) => one - other));
          }
          const asked = steps.filter(({ action }) => ["acquire", "try"].includes(action.type));
          expect(grants.length + refused.length).toBe(asked.length);
          expect(waiting.size).toBe(0);
          expect(clock.pending).toBe(0);
        },
      ),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it("serves 1,000 callers at once exactly and in order", async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter({ rate: 100, burst: 20, clock });
    const grants: Grant[] = [];
    await Promise.all(
      Array.from({ length: 1_000 }, async (_, id) => {
        await limiter.acquire();
        grants.push({ id, weight: 1, priority: 0, time: clock.now() });
      }),
    );
    expect(excess(grants, 100, 20)).toBeLessThanOrEqual(1e-9);
    expect(grants.map(({ id }) => id)).toEqual(Array.from({ length: 1_000 }, (_, id) => id));
    expect(clock.now()).toBeLessThanOrEqual(9_800 * 1.02);
    expect(clock.pending).toBe(0);
  });

  it("neither frees nor stalls when the machine's clock is set", async () => {
    const clock = new FakeClock();
    let offset = 0;
    const set: Clock = {
      now: () => clock.now(),
      wallTime: () => clock.wallTime() + offset,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      after: (ms, callback) => clock.after(ms, callback),
    };
    const limiter = new RateLimiter({ rate: 10, burst: 1, clock: set });
    const times: number[] = [];
    for (const by of [0, 3_600_000, -3_600_000, 3_600_000]) {
      offset += by;
      await limiter.acquire();
      times.push(clock.now());
    }
    expect(times).toEqual([0, 100, 200, 300]);
    limiter.observe(0, set.wallTime() + 500);
    offset -= 7_200_000;
    await limiter.acquire();
    expect(clock.now()).toBe(800);
  });
});
