import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { RetryAttempts } from "../../../src/runtime/retry/retry-attempts.js";
import { RetryBudget } from "../../../src/runtime/retry/retry-budget.js";
import { RetryHelper } from "../../../src/runtime/retry/retry-helper.js";
import { FakeClock } from "../../../src/testing.js";
import { networkError, settled, statusError } from "./failing.js";

/** Takes every attempt, fails so often, then succeeds. */
async function loop(attempts: RetryAttempts, failures: number, error: Error = networkError()) {
  const numbers: number[] = [];
  for await (const attempt of attempts) {
    numbers.push(attempt.number);
    if (attempt.number <= failures) attempt.failed(error);
  }
  return numbers;
}

/** A loop that waits for its second attempt. */
async function waiting() {
  const clock = new FakeClock({ manual: true });
  const budget = new RetryBudget({ capacity: 3 });
  const controller = new AbortController();
  const { signal } = controller;
  const attempts = new RetryHelper({ clock, budget }).attempts({ signal });
  const error = networkError();
  const ended = loop(attempts, 9, error).catch((reason: unknown) => reason);
  await settled();
  expect(clock.pending).toBe(1);
  return { clock, budget, controller, attempts, error, ended };
}

describe("a loop over attempts", () => {
  it("ends after a round that did not fail", async () => {
    const clock = new FakeClock();
    const helper = new RetryHelper({ clock, random: () => 0.5 });
    expect(await loop(helper.attempts(), 0)).toEqual([1]);
    expect(await loop(helper.attempts(), 2)).toEqual([1, 2, 3]);
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("throws the last error when there are no more attempts", async () => {
    const error = statusError(503);
    const attempts = new RetryHelper({ clock: new FakeClock() }).attempts();
    await expect(loop(attempts, 3, error)).rejects.toBe(error);
    expect(await attempts.next()).toEqual({ done: true, value: undefined });
  });

  it("throws an error that is not tried again at once", async () => {
    const error = new TypeError("x is undefined");
    await expect(loop(new RetryHelper().attempts(), 1, error)).rejects.toBe(error);
  });

  it("counts maxElapsed from its beginning, and keeps to the deadline", async () => {
    const clock = new FakeClock();
    const helper = new RetryHelper({ clock, random: () => 1, maxElapsed: 1_500 });
    await expect(loop(helper.attempts(), 9)).rejects.toThrow("socket hang up");
    expect(clock.sleeps).toEqual([500]);
    await expect(loop(helper.attempts({ deadline: 500 }), 9)).rejects.toThrow("socket hang up");
    expect(clock.sleeps).toEqual([500]);
  });

  it("is a success for the budget when it ends or is left without a failure", async () => {
    const budget = new RetryBudget({ capacity: 10 });
    for (let retry = 0; retry < 5; retry += 1) budget.take();
    const helper = new RetryHelper({ clock: new FakeClock(), budget });
    await loop(helper.attempts(), 0);
    expect(budget.tokens).toBeCloseTo(5.2);
    for await (const attempt of helper.attempts()) {
      expect(attempt.number).toBe(1);
      break;
    }
    expect(budget.tokens).toBeCloseTo(5.4);
    await loop(helper.attempts(), 1);
    expect(budget.tokens).toBeCloseTo(5.4);
  });

  it("is no success for the budget when it is left after a failure", async () => {
    const budget = new RetryBudget({ capacity: 10 });
    budget.take();
    for await (const attempt of new RetryHelper({ budget }).attempts()) {
      attempt.failed(networkError());
      break;
    }
    expect(budget.tokens).toBe(9);
  });

  it("is no success for the budget when it was disposed before it was left", async () => {
    const budget = new RetryBudget({ capacity: 10 });
    budget.take();
    const attempts = new RetryHelper({ budget }).attempts();
    for await (const attempt of attempts) {
      await attempts[Symbol.asyncDispose]();
      if (attempt.number === 1) break;
    }
    expect(budget.tokens).toBe(9);
  });

  it("leaves no timer and no listener, however it is left", async () => {
    const clock = new FakeClock({ manual: true });
    const { signal } = new AbortController();
    const helper = new RetryHelper({ clock, attempts: 2 });
    const left = async (leave: "break" | "throw"): Promise<string> => {
      await using attempts = helper.attempts({ signal });
      for await (const attempt of attempts) {
        if (leave === "throw") throw new Error(`thrown in ${attempt.number}`);
        break;
      }
      return "left";
    };
    expect(await left("break")).toBe("left");
    await expect(left("throw")).rejects.toThrow("thrown in 1");
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("disposing attempts", () => {
  it("ends a wait with the last error, and leaves neither timer nor listener", async () => {
    const { clock, budget, attempts, controller, error, ended } = await waiting();
    await attempts[Symbol.asyncDispose]();
    expect(await ended).toBe(error);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(budget.tokens).toBe(3);
  });

  it("lets no round begin that has not", async () => {
    const attempts = new RetryHelper().attempts();
    await attempts[Symbol.asyncDispose]();
    expect(await loop(attempts, 0)).toEqual([]);
  });

  it("lets no round follow a failure, which the loop throws", async () => {
    const attempts = new RetryHelper({ clock: new FakeClock() }).attempts();
    const numbers: number[] = [];
    const error = networkError();
    const run = (async () => {
      for await (const attempt of attempts) {
        numbers.push(attempt.number);
        attempt.failed(error);
        await attempts[Symbol.asyncDispose]();
      }
    })();
    await expect(run).rejects.toBe(error);
    expect(numbers).toEqual([1]);
  });

  it.each([0, 1, 2])(
    "lets no round begin %d turns of promises after the end of a wait",
    async (turns) => {
      const { clock, attempts, error, ended } = await waiting();
      clock.advance(500);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await attempts[Symbol.asyncDispose]();
      expect(await ended).toBe(error);
    },
  );
});

describe("the signal of attempts", () => {
  it("that has aborted lets none begin", async () => {
    const reason = new Error("enough");
    const attempts = new RetryHelper().attempts({ signal: AbortSignal.abort(reason) });
    await expect(loop(attempts, 0)).rejects.toBe(reason);
  });

  it("ends a wait at once", async () => {
    const { clock, budget, controller, ended } = await waiting();
    const reason = new Error("enough");
    controller.abort(reason);
    expect(clock.pending).toBe(0);
    expect(await ended).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(budget.tokens).toBe(3);
  });

  it("that aborts in a round begins no wait", async () => {
    const clock = new FakeClock({ manual: true });
    const controller = new AbortController();
    const attempts = new RetryHelper({ clock }).attempts({ signal: controller.signal });
    const run = (async () => {
      for await (const attempt of attempts) {
        controller.abort(new Error("enough"));
        attempt.failed(networkError());
      }
    })();
    await expect(run).rejects.toThrow("enough");
    expect(clock.pending).toBe(0);
  });

  it("has no listener after a wait", async () => {
    const { signal } = new AbortController();
    await loop(new RetryHelper({ clock: new FakeClock() }).attempts({ signal }), 1);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("lets nobody take an attempt while the next is waited for", async () => {
    const { attempts, clock, ended } = await waiting();
    expect(await attempts.next()).toEqual({ done: true, value: undefined });
    await attempts[Symbol.asyncDispose]();
    await ended;
    expect(clock.pending).toBe(0);
  });
});
