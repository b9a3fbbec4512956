import { describe, expect, it } from "vitest";
import { MetricsCollector } from "../../../src/runtime/metrics/metrics-collector.js";

describe("MetricsCollector", () => {
  it("counts calls by service and operation, sorted by both", () => {
    const metrics = new MetricsCollector();
    for (const [service, operation] of [
      ["stripe", "charge"],
      ["github", "get"],
      ["stripe", "charge"],
      ["github", "create"],
      ["github", "get"],
    ] as const) {
      metrics.recordCall({ service, operation, success: true, duration: 1 });
    }
    metrics.recordCall({ operation: "get", success: true, duration: 1 });
    expect(
      metrics.snapshot().map(({ service, operation, calls }) => [service, operation, calls]),
    ).toEqual([
      [undefined, "get", 1],
      ["github", "create", 1],
      ["github", "get", 2],
      ["stripe", "charge", 2],
    ]);
  });

  it("gives rates, failures by kind, latency, requests, retries and cost", () => {
    const metrics = new MetricsCollector();
    const call = { service: "s", operation: "a" };
    metrics.recordCall({ ...call, success: true, duration: 10, cost: 0.25 });
    metrics.recordCall({
      ...call,
      success: false,
      errorKind: "timeout",
      duration: 30,
      attempts: 3,
      cost: 0.5,
    });
    metrics.recordCall({ ...call, success: false, errorKind: "timeout", duration: 20 });
    // Refused before a request was sent, for a reason that nobody named.
    metrics.recordCall({ ...call, success: false, duration: 20, attempts: 0 });
    expect(metrics.snapshot()).toEqual([
      {
        service: "s",
        operation: "a",
        calls: 4,
        successes: 1,
        failures: 3,
        failuresByKind: { timeout: 2, unknown: 1 },
        successRate: 0.25,
        failureRate: 0.75,
        latency: expect.objectContaining({ count: 4, sum: 80, min: 10, max: 30, mean: 20 }),
        requests: 5,
        retries: 2,
        cost: 0.75,
      },
    ]);
  });

  it("leaves out a cost that is no positive, finite number", () => {
    const metrics = new MetricsCollector();
    for (const cost of [Number.NaN, -1, Infinity, 2]) {
      metrics.recordCall({ operation: "a", success: true, duration: 1, cost });
    }
    expect(metrics.total().cost).toBe(2);
  });

  it("adds all operations up", () => {
    const metrics = new MetricsCollector();
    metrics.recordCall({ operation: "a", success: true, duration: 10, attempts: 2, cost: 1 });
    metrics.recordCall({
      operation: "b",
      success: false,
      errorKind: "auth",
      duration: 30,
      cost: 2,
    });
    metrics.recordCall({ operation: "c", success: false, errorKind: "auth", duration: 20 });
    expect(metrics.total()).toMatchObject({
      calls: 3,
      successes: 1,
      failures: 2,
      failuresByKind: { auth: 2 },
      latency: { sum: 60, min: 10, max: 30 },
      requests: 4,
      retries: 1,
      cost: 3,
    });
  });

  it("has rates of 0 before the first call", () => {
    expect(new MetricsCollector().total()).toMatchObject({
      calls: 0,
      successRate: 0,
      failureRate: 0,
      failuresByKind: {},
    });
  });

  it("counts the operations that are too many as one, which is part of the total", () => {
    const metrics = new MetricsCollector({ maxOperations: 2 });
    for (const operation of ["a", "b", "c", "d", "a"]) {
      metrics.recordCall({ service: "s", operation, success: true, duration: 1 });
    }
    metrics.recordCall({ service: "other", operation: "a", success: true, duration: 1 });
    expect(
      metrics.snapshot().map(({ service, operation, calls }) => [service, operation, calls]),
    ).toEqual([
      ["s", "a", 2],
      ["s", "b", 1],
      [undefined, "(other)", 3],
    ]);
    expect(metrics.total().calls).toBe(6);
  });

  it("refuses a bound that is no positive whole number", () => {
    expect(() => new MetricsCollector({ maxOperations: 0 })).toThrow(RangeError);
  });

  it("forgets everything on reset, also that it was full", () => {
    const metrics = new MetricsCollector({ maxOperations: 1 });
    for (const operation of ["a", "b"]) {
      metrics.recordCall({ operation, success: true, duration: 1 });
    }
    metrics.reset();
    expect(metrics.snapshot()).toEqual([]);
    metrics.recordCall({ operation: "b", success: true, duration: 1 });
    expect(metrics.snapshot()).toMatchObject([{ operation: "b", calls: 1 }]);
  });

  it("does not count a request beside its call", () => {
    const metrics = new MetricsCollector();
    metrics.recordRequest();
    expect(metrics.total().requests).toBe(0);
  });
});
