import type { CallRecord, MetricsRecorder } from "./metrics-recorder.js";
import { LatencyHistogram, type LatencySummary } from "./latency-histogram.js";

/** What the calls of one operation came to. */
export interface OperationMetrics {
  readonly operation: string;
  readonly calls: number;
  readonly successes: number;
  readonly failures: number;
  /** 0 to 1. */
  readonly successRate: number;
  /** 0 to 1. */
  readonly failureRate: number;
  readonly latency: LatencySummary;
  /** US dollars. */
  readonly cost: number;
}

interface Series {
  successes: number;
  cost: number;
  readonly latency: LatencyHistogram;
}

/** Counts calls by operation: success and failure, latency, cost. Memory is bounded by the number of operations. */
export class MetricsCollector implements MetricsRecorder {
  readonly #series = new Map<string, Series>();

  /** Adds one finished call. */
  recordCall({ operation, success, duration, cost = 0 }: CallRecord): void {
    let series = this.#series.get(operation);
    if (series === undefined) {
      series = { successes: 0, cost: 0, latency: new LatencyHistogram() };
      this.#series.set(operation, series);
    }
    if (success) series.successes += 1;
    series.cost += cost;
    series.latency.record(duration);
  }

  recordRequest(): void {
    return undefined;
  }

  /** The numbers as they are now, sorted by operation. */
  snapshot(): readonly OperationMetrics[] {
    return [...this.#series]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([operation, { successes, cost, latency }]) => {
        const calls = latency.count;
        const failures = calls - successes;
        return {
          operation,
          calls,
          successes,
          failures,
          successRate: successes / calls,
          failureRate: failures / calls,
          latency: latency.summary(),
          cost,
        };
      });
  }

  /** Forgets every call. */
  reset(): void {
    this.#series.clear();
  }
}
