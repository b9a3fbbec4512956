import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { backoffDelay } from "../../../src/runtime/retry/backoff.js";
import { parseHttpDate, parseRetryAfter } from "../../../src/runtime/retry/retry-after.js";
import { RetryHelper } from "../../../src/runtime/retry/retry-helper.js";
import { FakeClock } from "../../../src/testing.js";

function networkError(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

function statusError(status: number): Error {
  return Object.assign(new Error(`status ${status}`), { status });
}

describe("back-off", () => {
  it("is the whole of min(cap, base · 2ⁿ) when the random share is the whole", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 100].map((retry) => backoffDelay(retry, {}, () => 1));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  it("is always between 0 and the cap, and grows with the random share", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const ms = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.nat(2_000), ms, ms, share, share, (retry, baseDelay, maxDelay, a, b) => {
        const options = { baseDelay, maxDelay };
        const low = backoffDelay(retry, options, () => Math.min(a, b));
        const high = backoffDelay(retry, options, () => Math.max(a, b));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(maxDelay);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it("is spread evenly: full jitter (Kolmogorov–Smirnov, p > 0.01)", () => {
    // Park–Miller generator, so that the test gives the same every time.
    let seed = 20_260_101;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const count = 10_000;
    const delays = Array.from({ length: count }, () => backoffDelay(3, {}, random)).toSorted(
      (left, right) => left - right,
    );
    const distances = delays.map((delay, index) =>
      Math.max(
        Math.abs(delay / 4_000 - index / count),
        Math.abs(delay / 4_000 - (index + 1) / count),
      ),
    );
    expect(Math.max(...distances)).toBeLessThan(1.63 / Math.sqrt(count));
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 0, 1, 0, 0, 0);

  it.each([
    ["2", 2_000],
    ["0", 0],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 23:59:59 GMT", 0],
  ])("%j asks for %d ms", (value, delay) => {
    expect(parseRetryAfter(value, now)).toBe(delay);
  });

  it.each([
    undefined,
    "",
    "-1",
    "soon",
    "1e3",
    "9999999999",
    "Thu, 99 Jan 2026 00:00:30 GMT",
    "2026-01-01",
  ])("%j asks for nothing", (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });

  it("is a date only in the one format that senders may write", () => {
    expect(parseHttpDate("Thu, 01 Jan 2026 00:00:30 GMT")).toBe(now + 30_000);
    expect(parseHttpDate("Thursday, 01-Jan-26 00:00:30 GMT")).toBeUndefined();
  });
});

describe("RetryHelper", () => {
  it("tries three times in all and waits a growing random share between them", async () => {
    const clock = new FakeClock();
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(networkError());
    const helper = new RetryHelper({ clock, random: () => 0.5 });
    await expect(helper.run(task)).rejects.toThrow("socket hang up");
    expect(task.mock.calls).toEqual([[1], [2], [3]]);
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("gives the first result", async () => {
    const clock = new FakeClock();
    const task = vi.fn<() => Promise<string>>().mockRejectedValueOnce(networkError());
    task.mockResolvedValueOnce("done");
    expect(await new RetryHelper({ clock }).run(task)).toBe("done");
    expect(clock.sleeps).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503, 504])("tries again after status %d", async (status) => {
    const task = vi.fn<() => Promise<number>>().mockRejectedValueOnce(statusError(status));
    task.mockResolvedValueOnce(1);
    expect(await new RetryHelper({ clock: new FakeClock() }).run(task)).toBe(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])(
    "does not try again after status %d",
    async (status) => {
      const task = vi.fn<() => Promise<never>>().mockRejectedValue(statusError(status));
      await expect(new RetryHelper({ clock: new FakeClock() }).run(task)).rejects.toThrow(
        `${status}`,
      );
      expect(task).toHaveBeenCalledOnce();
    },
  );

  it("does not try again after an error that says nothing of itself", async () => {
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(new TypeError("x is undefined"));
    await expect(new RetryHelper({ clock: new FakeClock() }).run(task)).rejects.toThrow(TypeError);
    expect(task).toHaveBeenCalledOnce();
  });

  it("tries other statuses again when told which", async () => {
    const task = vi.fn<() => Promise<never>>().mockRejectedValueOnce(statusError(418));
    task.mockRejectedValueOnce(statusError(500));
    const helper = new RetryHelper({ clock: new FakeClock(), statuses: [418] });
    await expect(helper.run(task)).rejects.toThrow("500");
    expect(task).toHaveBeenCalledTimes(2);
  });

  it("asks retryIf before it tries again", async () => {
    const retryIf = vi.fn<(error: unknown) => boolean>().mockReturnValue(false);
    const task = vi.fn<() => Promise<never>>().mockRejectedValue(networkError());
    const helper = new RetryHelper({ clock: new FakeClock(), retryIf });
    await expect(helper.run(task)).rejects.toThrow("socket hang up");
    expect(retryIf).toHaveBeenCalledOnce();
    expect(task).toHaveBeenCalledOnce();
  });

  it("waits as long as the error says instead", async () => {
    const clock = new FakeClock();
    const error = Object.assign(statusError(503), { retryAfter: 7_000 });
    const task = vi
      .fn<() => Promise<number>>()
      .mockRejectedValueOnce(error)
      .mockResolvedValueOnce(1);
    await new RetryHelper({ clock }).run(task);
    expect(clock.sleeps).toEqual([7_000]);
  });

  it("throws at once when the wait would go beyond the deadline", async () => {
    const clock = new FakeClock();
    const error = Object.assign(statusError(503), { retryAfter: 7_000 });
    const task = vi.fn<() => Promise<number>>().mockRejectedValue(error);
    const run = new RetryHelper({ clock }).run(task, { deadline: clock.now() + 7_000 });
    await expect(run).rejects.toBe(error);
    expect(clock.sleeps).toEqual([]);
  });

  it("never waits beyond the deadline, whatever fails when", async () => {
    const random = fc.double({ min: 0, max: 0.999, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(random),
        fc.nat(100_000),
        fc.nat(5_000),
        async (shares, end, work) => {
          const clock = new FakeClock();
          const values = shares.values();
          const helper = new RetryHelper({
            clock,
            attempts: 20,
            random: () => values.next().value ?? 0.5,
          });
          const task = async (): Promise<never> => {
            clock.advance(work);
            throw networkError();
          };
          await expect(helper.run(task, { deadline: end })).rejects.toThrow("socket hang up");
          expect(clock.now()).toBeLessThan(end + work + 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("ends a wait when the signal aborts, and leaves no timer", async () => {
    const clock = new FakeClock({ manual: true });
    const controller = new AbortController();
    const reason = new Error("enough");
    const run = new RetryHelper({ clock }).run(() => Promise.reject(networkError()), {
      signal: controller.signal,
    });
    const rejected = run.catch((error: unknown) => error);
    await vi.waitFor(() => {
      expect(clock.pending).toBe(1);
    });
    controller.abort(reason);
    expect(await rejected).toBe(reason);
    expect(clock.pending).toBe(0);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d attempts", (attempts) => {
    expect(() => new RetryHelper({ attempts })).toThrow(`attempts is ${attempts}`);
  });
});
