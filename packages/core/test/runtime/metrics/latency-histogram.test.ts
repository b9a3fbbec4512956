import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyHistogram } from "../../../src/runtime/metrics/latency-histogram.js";

function histogramOf(...durations: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const duration of durations) histogram.record(duration);
  return histogram;
}

const quantiles = [
  ["p50", 0.5],
  ["p90", 0.9],
  ["p95", 0.95],
  ["p99", 0.99],
] as const;

describe("LatencyHistogram", () => {
  it("is all zeros when nothing was recorded", () => {
    const zeros = { count: 0, sum: 0, min: 0, max: 0, mean: 0, p50: 0, p90: 0, p95: 0, p99: 0 };
    expect(new LatencyHistogram().summary()).toEqual(zeros);
  });

  it("gives count, sum, extremes and mean exactly", () => {
    expect(histogramOf(1, 2, 3, 10).summary()).toMatchObject({
      count: 4,
      sum: 16,
      min: 1,
      max: 10,
      mean: 4,
    });
  });

  it("takes what is no positive number for 0", () => {
    expect(histogramOf(-5, Number.NaN, 0, -0).summary()).toMatchObject({
      count: 4,
      sum: 0,
      max: 0,
      p99: 0,
    });
  });

  it("counts what is below and above its buckets, and answers from what was recorded", () => {
    const { count, min, max, p50, p90, p99 } = histogramOf(0.001, 0.001, 0.002, 1e12).summary();
    expect({ count, min, max, p50, p90, p99 }).toEqual({
      count: 4,
      min: 0.001,
      max: 1e12,
      p50: 0.001,
      p90: 1e12,
      p99: 1e12,
    });
  });

  it("estimates quantiles to within 1/33 from its first bound to its last", () => {
    const duration = fc.double({ min: 2 ** -7, max: 2 ** 22, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 200 }), (durations) => {
        const sorted = durations.toSorted((left, right) => left - right);
        const summary = histogramOf(...durations).summary();
        for (const [name, share] of quantiles) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
          expect(Math.abs(summary[name] / exact - 1)).toBeLessThanOrEqual(1 / 33 + 1e-9);
        }
      }),
    );
  });

  it("is after adding another what it would be had it recorded both", () => {
    const durations = fc.array(fc.double({ min: 0, max: 1e8, noNaN: true }));
    fc.assert(
      fc.property(durations, durations, (left, right) => {
        const sum = histogramOf(...left);
        sum.add(histogramOf(...right));
        const { sum: total, mean, ...rest } = sum.summary();
        const {
          sum: expectedTotal,
          mean: expectedMean,
          ...expected
        } = histogramOf(...left, ...right).summary();
        expect(rest).toEqual(expected);
        // Addition of fractions depends on the order.
        expect(total).toBeCloseTo(expectedTotal, 0);
        expect(mean).toBeCloseTo(expectedMean, 0);
      }),
    );
  });
});
