import type { ErrorKind } from "../failure/error-kind.js";
import { LatencyHistogram, type LatencySummary } from "./latency-histogram.js";
import type { CallRecord } from "./metrics-recorder.js";

/** What calls came to. */
export interface CallMetrics {
  readonly calls: number;
  readonly successes: number;
  readonly failures: number;
  /** Failures by why they failed; only kinds that occurred. */
  readonly failuresByKind: Readonly<Partial<Record<ErrorKind, number>>>;
  /** 0 to 1; 0 when there were no calls. */
  readonly successRate: number;
  /** 0 to 1; 0 when there were no calls. */
  readonly failureRate: number;
  /** Whole calls, retries and waits included. */
  readonly latency: LatencySummary;
  /** Requests that were sent. */
  readonly requests: number;
  /** Requests that were sent because an earlier one of the same call had failed. */
  readonly retries: number;
  /** US dollars. */
  readonly cost: number;
}

/** Counts calls. */
export class CallSeries {
  readonly #latency = new LatencyHistogram();
  #successes = 0;
  #requests = 0;
  #retries = 0;
  #cost = 0;
  /** Made by the first failure. */
  #failures: Map<ErrorKind, number> | undefined;

  /** Adds one finished call. */
  record({ success, errorKind = "unknown", duration, attempts = 1, cost = 0 }: CallRecord): void {
    this.#latency.record(duration);
    this.#requests += attempts;
    if (attempts > 1) this.#retries += attempts - 1;
    if (cost > 0 && cost < Infinity) this.#cost += cost;
    if (success) this.#successes += 1;
    else this.#fail(errorKind, 1);
  }

  /** Adds what another series counted. */
  add(other: CallSeries): void {
    this.#latency.add(other.#latency);
    this.#successes += other.#successes;
    this.#requests += other.#requests;
    this.#retries += other.#retries;
    this.#cost += other.#cost;
    for (const [kind, count] of other.#failures ?? []) this.#fail(kind, count);
  }

  /** The numbers as they are now. */
  snapshot(): CallMetrics {
    const calls = this.#latency.count;
    const successes = this.#successes;
    const failures = calls - successes;
    return {
      calls,
      successes,
      failures,
      failuresByKind: Object.fromEntries(this.#failures ?? []),
      successRate: calls === 0 ? 0 : successes / calls,
      failureRate: calls === 0 ? 0 : failures / calls,
      latency: this.#latency.summary(),
      requests: this.#requests,
      retries: this.#retries,
      cost: this.#cost,
    };
  }

  #fail(kind: ErrorKind, count: number): void {
    this.#failures ??= new Map();
    this.#failures.set(kind, (this.#failures.get(kind) ?? 0) + count);
  }
}
