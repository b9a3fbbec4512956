import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { RetryBudget } from "../../../src/runtime/retry/retry-budget.js";
import { RetryHelper, type RetryHelperOptions } from "../../../src/runtime/retry/retry-helper.js";
import type { RetryEvent } from "../../../src/runtime/retry/retry-sequence.js";
import { FakeClock } from "../../../src/testing.js";
import { networkError, settled, statusError } from "./failing.js";

type Task = (attempt: number) => Promise<number>;

/** Rejects with the errors one after the other, then gives 1. */
function failing(...errors: readonly unknown[]) {
  const task = vi.fn<Task>().mockResolvedValue(1);
  for (const error of errors) task.mockRejectedValueOnce(error);
  return task;
}

function alwaysFailing(error: unknown = networkError()) {
  return vi.fn<Task>().mockRejectedValue(error);
}

/** A run that waits for its second attempt. */
async function waiting(options: RetryHelperOptions = {}) {
  const clock = new FakeClock({ manual: true });
  const controller = new AbortController();
  const { signal } = controller;
  const task = alwaysFailing();
  const run = new RetryHelper({ clock, ...options }).run(task, { signal });
  const rejected = run.catch((error: unknown) => error);
  await settled();
  expect(clock.pending).toBe(1);
  return { clock, controller, task, rejected };
}

describe("RetryHelper.run", () => {
  it("makes three attempts in all and waits a growing random share between them", async () => {
    const clock = new FakeClock();
    const task = alwaysFailing();
    const helper = new RetryHelper({ clock, random: () => 0.5 });
    await expect(helper.run(task)).rejects.toThrow("socket hang up");
    expect(task.mock.calls).toEqual([[1], [2], [3]]);
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("gives the first result", async () => {
    const clock = new FakeClock();
    expect(await new RetryHelper({ clock }).run(failing(networkError()))).toBe(1);
    expect(clock.sleeps).toHaveLength(1);
  });

  it("tries again what throws before it gives a promise", async () => {
    const task = vi.fn<Task>().mockImplementationOnce(() => {
      throw networkError();
    });
    task.mockResolvedValueOnce(2);
    expect(await new RetryHelper({ clock: new FakeClock() }).run(task)).toBe(2);
  });

  it("takes the delay before into account with decorrelated jitter", async () => {
    const clock = new FakeClock();
    const random = vi.fn<() => number>().mockReturnValueOnce(1).mockReturnValueOnce(0.5);
    const options = { clock, random, jitter: "decorrelated", baseDelay: 100 } as const;
    await expect(new RetryHelper(options).run(alwaysFailing())).rejects.toThrow("socket hang up");
    expect(clock.sleeps).toEqual([300, 500]);
  });

  it("tells of every retry before its wait", async () => {
    const clock = new FakeClock();
    const onRetry = vi.fn<(event: RetryEvent) => void>();
    const [first, second] = [networkError(), statusError(503)];
    const helper = new RetryHelper({ clock, random: () => 0.5, onRetry });
    await helper.run(failing(first, second));
    expect(onRetry.mock.calls).toEqual([
      [{ attempt: 1, delay: 250, error: first }],
      [{ attempt: 2, delay: 500, error: second }],
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d attempts", (attempts) => {
    expect(() => new RetryHelper({ attempts })).toThrow(`attempts is ${attempts}`);
  });

  it.each([-1, Number.NaN])("refuses a maxElapsed of %d", (maxElapsed) => {
    expect(() => new RetryHelper({ maxElapsed })).toThrow(`maxElapsed is ${maxElapsed}`);
  });

  it("refuses a back-off that cannot be", () => {
    expect(() => new RetryHelper({ baseDelay: -1 })).toThrow("baseDelay is -1");
  });
});

describe("which errors are tried again", () => {
  it.each([408, 429, 500, 502, 503, 504])("status %d is", async (status) => {
    const helper = new RetryHelper({ clock: new FakeClock() });
    expect(await helper.run(failing(statusError(status)))).toBe(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("status %d is not", async (status) => {
    const task = alwaysFailing(statusError(status));
    await expect(new RetryHelper().run(task)).rejects.toThrow(`${status}`);
    expect(task).toHaveBeenCalledOnce();
  });

  it("an error that says nothing of itself is not", async () => {
    const task = alwaysFailing(new TypeError("x is undefined"));
    await expect(new RetryHelper().run(task)).rejects.toThrow(TypeError);
    expect(task).toHaveBeenCalledOnce();
  });

  it.each([null, "text", 503])("%j is not, and thrown as it is", async (thrown) => {
    const task = alwaysFailing(thrown);
    await expect(new RetryHelper().run(task)).rejects.toBe(thrown);
    expect(task).toHaveBeenCalledOnce();
  });

  it("other statuses are when the options name them", async () => {
    const task = failing(statusError(418), statusError(500));
    const helper = new RetryHelper({ clock: new FakeClock(), statuses: [418] });
    await expect(helper.run(task)).rejects.toThrow("500");
    expect(task).toHaveBeenCalledTimes(2);
  });

  it("what retryIf refuses is not", async () => {
    const retryIf = vi.fn<(error: unknown) => boolean>().mockReturnValue(false);
    const task = alwaysFailing();
    await expect(new RetryHelper({ retryIf }).run(task)).rejects.toThrow("socket hang up");
    expect(retryIf).toHaveBeenCalledOnce();
    expect(task).toHaveBeenCalledOnce();
  });

  it("what retryIf would allow is not when it is permanent", async () => {
    const task = alwaysFailing(statusError(404));
    await expect(new RetryHelper({ retryIf: () => true }).run(task)).rejects.toThrow("404");
    expect(task).toHaveBeenCalledOnce();
  });
});

describe("an error's retryAfter", () => {
  it.each([
    [7_000, 7_000],
    [100, 250],
    [0, 250],
    [-1, 250],
    [Number.NaN, 250],
    ["7000", 250],
  ])("of %j makes the wait %d ms where the back-off is 250", async (retryAfter, wait) => {
    const clock = new FakeClock();
    const error = Object.assign(statusError(503), { retryAfter });
    await new RetryHelper({ clock, random: () => 0.5 }).run(failing(error));
    expect(clock.sleeps).toEqual([wait]);
  });

  it("beyond the cap of the back-off is waited for all the same", async () => {
    const clock = new FakeClock();
    const helper = new RetryHelper({ clock, maxDelay: 1_000 });
    await helper.run(failing(statusError(429, 60_000)));
    expect(clock.sleeps).toEqual([60_000]);
  });

  it("that reaches the deadline ends the run at once", async () => {
    const clock = new FakeClock();
    const error = statusError(503, 7_000);
    const task = alwaysFailing(error);
    const run = new RetryHelper({ clock }).run(task, { deadline: clock.now() + 7_000 });
    await expect(run).rejects.toBe(error);
    expect(clock.sleeps).toEqual([]);
  });

  it("that ends before the deadline is waited for", async () => {
    const clock = new FakeClock();
    const run = new RetryHelper({ clock }).run(failing(statusError(503, 6_999)), {
      deadline: clock.now() + 7_000,
    });
    expect(await run).toBe(1);
  });
});

describe("the end of a run", () => {
  it("begins no attempt after maxElapsed", async () => {
    const clock = new FakeClock();
    const helper = new RetryHelper({ clock, random: () => 1, maxElapsed: 1_500, attempts: 10 });
    clock.advance(9_000);
    const task = alwaysFailing();
    await expect(helper.run(task)).rejects.toThrow("socket hang up");
    expect(clock.sleeps).toEqual([500]);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it("counts the time of the attempts into maxElapsed", async () => {
    const clock = new FakeClock();
    const task = vi.fn<Task>(async () => {
      clock.advance(1_000);
      throw networkError();
    });
    await expect(new RetryHelper({ clock, maxElapsed: 1_000 }).run(task)).rejects.toThrow(
      "socket hang up",
    );
    expect(task).toHaveBeenCalledOnce();
  });

  it("is the earlier of maxElapsed and the deadline", async () => {
    const clock = new FakeClock();
    const helper = new RetryHelper({ clock, random: () => 1, maxElapsed: 10_000 });
    await expect(helper.run(alwaysFailing(), { deadline: 501 })).rejects.toThrow("socket hang up");
    expect(clock.now()).toBe(500);
  });

  it("lets no attempt begin at the deadline or later, whatever fails when (1,000 runs)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })),
        fc.nat(100_000),
        fc.nat(5_000),
        fc.option(fc.nat(10_000)),
        async (shares, deadline, work, retryAfter) => {
          const clock = new FakeClock();
          const values = shares.values();
          const random = (): number => values.next().value ?? 0.5;
          const begun: number[] = [];
          const task = async (): Promise<never> => {
            begun.push(clock.now());
            clock.advance(work);
            throw retryAfter === null ? networkError() : statusError(503, retryAfter);
          };
          const run = new RetryHelper({ clock, attempts: 20, random }).run(task, { deadline });
          await expect(run).rejects.toThrow(/socket hang up|503/);
          expect(begun.slice(1).every((time) => time < deadline)).toBe(true);
          expect(clock.pending).toBe(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("the signal of a run", () => {
  it("that has aborted lets no attempt begin", async () => {
    const task = alwaysFailing();
    const reason = new Error("enough");
    const run = new RetryHelper().run(task, { signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
    expect(task).not.toHaveBeenCalled();
  });

  it("ends a wait within the same turn, and leaves neither timer nor listener", async () => {
    const { clock, controller, rejected, task } = await waiting();
    const reason = new Error("enough");
    const turn = vi.fn<() => void>();
    setImmediate(turn);
    controller.abort(reason);
    expect(clock.pending).toBe(0);
    expect(await rejected).toBe(reason);
    expect(turn).not.toHaveBeenCalled();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(task).toHaveBeenCalledOnce();
  });

  it("gives the budget back what the retry that it ended had taken", async () => {
    const budget = new RetryBudget({ capacity: 3 });
    const { controller, rejected } = await waiting({ budget });
    expect(budget.tokens).toBe(2);
    controller.abort();
    await rejected;
    expect(budget.tokens).toBe(3);
  });

  it("that aborts at the very end of a wait lets no attempt begin", async () => {
    const { clock, controller, rejected, task } = await waiting();
    clock.advance(500);
    controller.abort(new Error("enough"));
    expect(await rejected).toMatchObject({ message: "enough" });
    expect(task).toHaveBeenCalledOnce();
  });

  it("that aborts in an attempt begins no wait", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const run = new RetryHelper({ clock }).run(
      async () => {
        controller.abort(new Error("enough"));
        throw networkError();
      },
      { signal: controller.signal },
    );
    await expect(run).rejects.toThrow("enough");
    expect(clock.sleeps).toEqual([]);
  });

  it("has no listener after a run that waited", async () => {
    const { signal } = new AbortController();
    await new RetryHelper({ clock: new FakeClock() }).run(failing(networkError()), { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("RetryHelper.wrap", () => {
  it("gives a function that is run again with the same arguments", async () => {
    const save = vi.fn<(name: string, size: number) => Promise<string>>();
    save.mockRejectedValueOnce(networkError()).mockResolvedValueOnce("saved");
    const wrapped = new RetryHelper({ clock: new FakeClock() }).wrap(save);
    expect(await wrapped("a", 1)).toBe("saved");
    expect(save.mock.calls).toEqual([
      ["a", 1],
      ["a", 1],
    ]);
  });

  it("keeps the function's this", async () => {
    const helper = new RetryHelper();
    class Account {
      readonly name = "ada";
      readonly load = helper.wrap(async function load(this: Account, greeting: string) {
        return `${greeting} ${this.name}`;
      });
    }
    expect(await new Account().load("hello")).toBe("hello ada");
  });

  it("throws the last error", async () => {
    const wrapped = new RetryHelper({ clock: new FakeClock() }).wrap(alwaysFailing());
    await expect(wrapped(7)).rejects.toThrow("socket hang up");
  });
});
