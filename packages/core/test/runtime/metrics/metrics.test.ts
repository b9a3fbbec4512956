import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyHistogram } from "../../../src/runtime/metrics/latency-histogram.js";
import { MetricsCollector } from "../../../src/runtime/metrics/metrics-collector.js";

describe("LatencyHistogram", () => {
  it("is all zeros when nothing was recorded", () => {
    const zeros = { count: 0, sum: 0, min: 0, max: 0, mean: 0, p50: 0, p95: 0, p99: 0 };
    expect(new LatencyHistogram().summary()).toEqual(zeros);
  });

  it("gives count, sum, extremes and mean exactly", () => {
    const histogram = new LatencyHistogram();
    for (const duration of [1, 2, 3, 10]) histogram.record(duration);
    expect(histogram.summary()).toMatchObject({ count: 4, sum: 16, min: 1, max: 10, mean: 4 });
  });

  it("counts what is below and above its buckets", () => {
    const histogram = new LatencyHistogram();
    for (const duration of [-5, 0, 1e12]) histogram.record(duration);
    expect(histogram.summary()).toMatchObject({
      count: 3,
      min: 0,
      max: 1e12,
      p50: 0.01 * 2 ** (-0.5 / 8),
    });
  });

  it("estimates quantiles to within 4.4 %", () => {
    const duration = fc.double({ min: 0.01, max: 10_000_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 200 }), (durations) => {
        const histogram = new LatencyHistogram();
        for (const each of durations) histogram.record(each);
        const sorted = durations.toSorted((left, right) => left - right);
        const summary = histogram.summary();
        for (const [estimate, share] of [
          [summary.p50, 0.5],
          [summary.p95, 0.95],
          [summary.p99, 0.99],
        ] as const) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
          expect(Math.abs(estimate / exact - 1)).toBeLessThan(0.0443);
        }
      }),
    );
  });
});

describe("MetricsCollector", () => {
  it("gives rates, latency and cost by operation, sorted by name", () => {
    const metrics = new MetricsCollector();
    metrics.recordCall({ operation: "b", success: true, duration: 10, cost: 0.25 });
    metrics.recordCall({ operation: "a", success: true, duration: 1 });
    metrics.recordCall({ operation: "b", success: false, duration: 30, cost: 0.5 });
    metrics.recordCall({ operation: "b", success: true, duration: 20 });
    metrics.recordCall({ operation: "b", success: true, duration: 20 });
    expect(metrics.snapshot()).toMatchObject([
      {
        operation: "a",
        calls: 1,
        successes: 1,
        failures: 0,
        successRate: 1,
        failureRate: 0,
        cost: 0,
      },
      {
        operation: "b",
        calls: 4,
        successes: 3,
        failures: 1,
        successRate: 0.75,
        failureRate: 0.25,
        latency: { count: 4, sum: 80, min: 10, max: 30, mean: 20 },
        cost: 0.75,
      },
    ]);
  });

  it("forgets everything on reset", () => {
    const metrics = new MetricsCollector();
    metrics.recordCall({ operation: "a", success: true, duration: 1 });
    metrics.reset();
    expect(metrics.snapshot()).toEqual([]);
  });
});
