import type { BreakerPolicy, SamplingPolicy } from "./breaker-policy.js";
import type { Clock } from "../clock.js";

/** What a closed circuit remembers of its calls. */
export interface FailureCount {
  succeed(): void;
  /** @returns true when the circuit has to open */
  fail(): boolean;
  /** Forgets everything. */
  reset(): void;
}

/** The memory that a policy needs. */
export function failureCount(policy: BreakerPolicy, clock: Clock): FailureCount {
  return "consecutive" in policy
    ? new ConsecutiveFailures(policy.consecutive)
    : new FailureRate(policy.sampling, clock);
}

class ConsecutiveFailures implements FailureCount {
  readonly #limit: number;
  #failures = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  succeed(): void {
    this.#failures = 0;
  }

  fail(): boolean {
    this.#failures += 1;
    return this.#failures >= this.#limit;
  }

  reset(): void {
    this.#failures = 0;
  }
}

const slices = 10;

/** Counts in ten slices of the window, the oldest of which are forgotten as time goes on: no list of calls. */
class FailureRate implements FailureCount {
  readonly #policy: SamplingPolicy;
  readonly #sliceLength: number;
  readonly #clock: Clock;
  readonly #calls = new Uint32Array(slices);
  readonly #failures = new Uint32Array(slices);
  /** Number of the slice that the last call was in, counted from time 0. */
  #slice = 0;
  #allCalls = 0;
  #allFailures = 0;

  constructor(policy: SamplingPolicy, clock: Clock) {
    this.#policy = policy;
    this.#sliceLength = policy.window / slices;
    this.#clock = clock;
  }

  succeed(): void {
    this.#countCall();
  }

  fail(): boolean {
    const index = this.#countCall();
    this.#failures[index] = (this.#failures[index] ?? 0) + 1;
    this.#allFailures += 1;
    const { failureRate, minimumCalls } = this.#policy;
    return this.#allCalls >= minimumCalls && this.#allFailures / this.#allCalls >= failureRate;
  }

  reset(): void {
    this.#calls.fill(0);
    this.#failures.fill(0);
    this.#allCalls = 0;
    this.#allFailures = 0;
  }

  /** @returns the index of the slice that it is in */
  #countCall(): number {
    const slice = Math.floor(this.#clock.now() / this.#sliceLength);
    if (slice - this.#slice >= slices) {
      this.reset();
      this.#slice = slice;
    }
    while (this.#slice < slice) {
      this.#slice += 1;
      this.#forget(this.#slice % slices);
    }
    const index = slice % slices;
    this.#calls[index] = (this.#calls[index] ?? 0) + 1;
    this.#allCalls += 1;
    return index;
  }

  #forget(index: number): void {
    this.#allCalls -= this.#calls[index] ?? 0;
    this.#allFailures -= this.#failures[index] ?? 0;
    this.#calls[index] = 0;
    this.#failures[index] = 0;
  }
}
