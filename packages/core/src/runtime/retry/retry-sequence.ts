import { backoffDelay, type BackoffOptions } from "./backoff.js";
import type { Clock } from "../clock.js";
import type { RetryBudget } from "./retry-budget.js";

/** A retry that is about to be waited for. */
export interface RetryEvent {
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next. */
  readonly delay: number;
  /** What it failed with. */
  readonly error: unknown;
}

/** What a `RetryHelper` follows, with every default filled in. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoff: BackoffOptions;
  /** True when another try may change it. */
  readonly isRetryable: (error: unknown) => boolean;
  readonly budget: RetryBudget | undefined;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The attempts of one run: whether another follows a failure, and when. */
export class RetrySequence {
  readonly #policy: RetryPolicy;
  readonly #end: number;
  #attempt = 1;
  /** Milliseconds; `undefined` before the first. */
  #backoff: number | undefined;

  /** @param end time by `clock.now()` at which no attempt begins any more */
  constructor(policy: RetryPolicy, end: number) {
    this.#policy = policy;
    this.#end = end;
  }

  /** Number of the current attempt, from 1. */
  get attempt(): number {
    return this.#attempt;
  }

  /**
   * Waits for the next attempt.
   * @throws what the last failed with, at once, when there is none
   * @throws the signal's reason when it aborts before the next; no timer is left behind
   */
  async next(error: unknown, signal: AbortSignal | undefined): Promise<void> {
    const { attempts, budget, clock, isRetryable, onRetry } = this.#policy;
    if (this.#attempt >= attempts || !isRetryable(error)) throw error;
    signal?.throwIfAborted();
    const delay = this.#delayAfter(error);
    // An attempt that begins when the time is up cannot succeed.
    if (clock.now() + delay >= this.#end) throw error;
    // Before the wait, so that nobody waits for a retry that will not happen.
    if (budget?.take() === false) throw error;
    try {
      onRetry?.({ attempt: this.#attempt, delay, error });
      await clock.sleep(delay, signal);
      signal?.throwIfAborted();
    } catch (reason) {
      budget?.restore();
      throw reason;
    }
    this.#attempt += 1;
  }

  /** Tells the budget that the current attempt succeeded. */
  succeeded(): void {
    this.#policy.budget?.succeeded(this.#attempt);
  }

  /** A service that names a time does not get the attempt earlier; nor does one that names too short a time. */
  #delayAfter(error: unknown): number {
    const { backoff, random } = this.#policy;
    this.#backoff = backoffDelay(this.#attempt - 1, backoff, random, this.#backoff);
    return Math.max(this.#backoff, retryAfterOf(error));
  }
}

function retryAfterOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("retryAfter" in error)) return 0;
  const { retryAfter } = error;
  return typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter : 0;
}
