import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay, checkBackoff, type Jitter } from "../../../src/runtime/retry/backoff.js";
import { seededRandom } from "../seeded-random.js";

const jitters: readonly Jitter[] = ["full", "equal", "decorrelated", "none"];

describe("back-off", () => {
  it("is the whole of min(cap, base · 2ⁿ) when the random share is the whole", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 100].map((retry) => backoffDelay(retry, {}, () => 1));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  it.each([
    ["full", 0, 1_000, 2_000],
    ["equal", 1_000, 1_500, 2_000],
    ["none", 2_000, 2_000, 2_000],
  ] as const)(
    "with %s jitter is %d, %d, %d for no, half and all of the share",
    (jitter, ...expected) => {
      const delays = [0, 0.5, 1].map((share) => backoffDelay(2, { jitter }, () => share));
      expect(delays).toEqual(expected);
    },
  );

  it("with decorrelated jitter is between the base and three times the delay before", () => {
    const next = (share: number, previous?: number): number =>
      backoffDelay(0, { jitter: "decorrelated" }, () => share, previous);
    expect([next(0), next(1)]).toEqual([500, 1_500]);
    expect([next(0, 4_000), next(0.5, 4_000), next(1, 4_000)]).toEqual([500, 6_250, 12_000]);
    expect(next(1, 10_000)).toBe(20_000);
  });

  it("is always between 0 and the cap, and grows with the random share", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const ms = fc.integer({ min: 0, max: 1_000_000 });
    const options = fc.record({
      baseDelay: ms,
      maxDelay: ms,
      jitter: fc.constantFrom(...jitters),
    });
    fc.assert(
      fc.property(fc.nat(2_000), options, ms, share, share, (retry, backoff, previous, a, b) => {
        const low = backoffDelay(retry, backoff, () => Math.min(a, b), previous);
        const high = backoffDelay(retry, backoff, () => Math.max(a, b), previous);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(backoff.maxDelay);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it.each([0, 1, 3, 10])(
    "with full jitter is spread evenly at retry %d (Kolmogorov–Smirnov, 10,000 delays, p > 0.01)",
    (retry) => {
      const random = seededRandom(20_260_101 + retry);
      const ceiling = Math.min(20_000, 500 * 2 ** retry);
      const count = 10_000;
      const delays = Array.from({ length: count }, () => backoffDelay(retry, {}, random)).toSorted(
        (left, right) => left - right,
      );
      const distances = delays.map((delay, index) =>
        Math.max(
          Math.abs(delay / ceiling - index / count),
          Math.abs(delay / ceiling - (index + 1) / count),
        ),
      );
      // The critical value of the test for p = 0.01.
      expect(Math.max(...distances)).toBeLessThan(1.63 / Math.sqrt(count));
    },
  );

  it("with full jitter up to a second puts at most 2 % of 1,000 callers into one 10 ms", () => {
    const random = seededRandom(7);
    const slots = new Map<number, number>();
    for (let caller = 0; caller < 1_000; caller += 1) {
      const slot = Math.floor(backoffDelay(1, {}, random) / 10);
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
    }
    expect(Math.max(...slots.values())).toBeLessThanOrEqual(20);
  });
});

describe("the options of a back-off", () => {
  it.each([
    [{ baseDelay: -1 }, "baseDelay is -1"],
    [{ baseDelay: Infinity }, "baseDelay is Infinity"],
    [{ maxDelay: Number.NaN }, "maxDelay is NaN"],
    [{ jitter: "some" as Jitter }, "jitter is some"], // what JavaScript may pass
  ])("%j are refused", (options, message) => {
    expect(() => {
      checkBackoff(options);
    }).toThrow(message);
  });

  it.each([{}, { baseDelay: 0, maxDelay: 0 }, { maxDelay: Infinity, jitter: "equal" as const }])(
    "%j are taken",
    (options) => {
      expect(() => {
        checkBackoff(options);
      }).not.toThrow();
    },
  );
});
