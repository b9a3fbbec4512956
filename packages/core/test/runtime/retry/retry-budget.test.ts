import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { RetryBudget } from "../../../src/runtime/retry/retry-budget.js";
import { RetryHelper } from "../../../src/runtime/retry/retry-helper.js";
import { FakeClock } from "../../../src/testing.js";
import { networkError, statusError } from "./failing.js";

describe("RetryBudget", () => {
  it("allows 50 retries before any call succeeds", () => {
    const budget = new RetryBudget();
    const taken = Array.from({ length: 51 }, () => budget.take());
    expect(taken.indexOf(false)).toBe(50);
  });

  it("earns a retry by five calls that succeed at their first attempt", () => {
    const budget = new RetryBudget({ capacity: 1 });
    budget.take();
    for (let call = 0; call < 4; call += 1) budget.succeeded(1);
    expect(budget.take()).toBe(false);
    budget.succeeded(1);
    expect(budget.take()).toBe(true);
  });

  it("gets a retry back that led to success", () => {
    const budget = new RetryBudget({ capacity: 3 });
    budget.take();
    budget.take();
    budget.succeeded(3);
    expect(budget.tokens).toBe(2);
  });

  it("gets a retry back that did not happen", () => {
    const budget = new RetryBudget({ capacity: 1 });
    budget.take();
    budget.restore();
    expect(budget.tokens).toBe(1);
  });

  it("never allows more retries than its capacity and what calls earned", () => {
    const step = fc.constantFrom("take" as const, "first" as const, "later" as const);
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.array(step),
        (capacity, refund, steps) => {
          const budget = new RetryBudget({ capacity, refund });
          let earned = capacity;
          let taken = 0;
          for (const each of steps) {
            if (each === "take") taken += budget.take() ? 1 : 0;
            else budget.succeeded(each === "first" ? 1 : 2);
            if (each !== "take") earned += each === "first" ? refund : 1;
            expect(budget.tokens).toBeLessThanOrEqual(capacity);
            expect(budget.tokens).toBeGreaterThanOrEqual(0);
            expect(taken).toBeLessThanOrEqual(earned + 1e-9);
          }
        },
      ),
    );
  });

  it.each([
    [{ capacity: -1 }, "capacity is -1"],
    [{ capacity: Number.NaN }, "capacity is NaN"],
    [{ refund: -0.1 }, "refund is -0.1"],
  ])("refuses %j", (options, message) => {
    expect(() => new RetryBudget(options)).toThrow(message);
  });
});

describe("a RetryHelper with a budget", () => {
  it("throws the last error at once when the budget is empty", async () => {
    const clock = new FakeClock();
    const budget = new RetryBudget({ capacity: 1 });
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(networkError());
    await expect(new RetryHelper({ clock, budget }).run(task)).rejects.toThrow("socket hang up");
    expect(task).toHaveBeenCalledTimes(2);
    expect(clock.sleeps).toHaveLength(1);
    expect(budget.tokens).toBe(0);
  });

  it("shares it with every other that has it", async () => {
    const clock = new FakeClock();
    const budget = new RetryBudget({ capacity: 2 });
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(networkError());
    const runs = Array.from({ length: 10 }, () => new RetryHelper({ clock, budget }).run(task));
    await Promise.allSettled(runs);
    expect(task).toHaveBeenCalledTimes(12);
  });

  it("pays for a retry after a 429 too", async () => {
    const budget = new RetryBudget({ capacity: 0 });
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(statusError(429));
    await expect(new RetryHelper({ budget }).run(task)).rejects.toThrow("status 429");
    expect(task).toHaveBeenCalledOnce();
  });

  it("gives back 0.2 for a success at once, and 1 for a success after a retry", async () => {
    const budget = new RetryBudget({ capacity: 10 });
    const helper = new RetryHelper({ clock: new FakeClock(), budget });
    for (let retry = 0; retry < 5; retry += 1) budget.take();
    await helper.run(async () => 1);
    expect(budget.tokens).toBeCloseTo(5.2);
    const task = vi.fn<() => Promise<number>>().mockRejectedValueOnce(networkError());
    await helper.run(task.mockResolvedValueOnce(1));
    expect(budget.tokens).toBeCloseTo(5.2);
  });

  it("pays nothing for an error that is not tried again", async () => {
    const budget = new RetryBudget();
    const helper = new RetryHelper({ budget });
    await expect(helper.run(() => Promise.reject(statusError(404)))).rejects.toThrow("404");
    expect(budget.tokens).toBe(50);
  });
});
