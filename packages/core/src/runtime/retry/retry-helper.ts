import { backoffDelay, type BackoffOptions } from "./backoff.js";
import { type Clock, systemClock } from "../clock.js";
import { classifyError } from "../failure/error-handler.js";

/** Which failures are tried again, how often, and how long the waits are. */
export interface RetryOptions extends BackoffOptions {
  /** Tries in all, the first included. Default: 3. */
  readonly attempts?: number;
  /** HTTP statuses that are tried again. Default: 408, 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly number[];
  /** Refuses to try again after an error that would be. Default: refuses none. */
  readonly retryIf?: (error: unknown) => boolean;
}

export interface RetryHelperOptions extends RetryOptions {
  /** Default: the machine's own. */
  readonly clock?: Clock;
  /** From 0 to less than 1. Default: `Math.random`. */
  readonly random?: () => number;
}

export interface RetryRunOptions {
  /** Ends a wait at once; the running task has to watch it itself. */
  readonly signal?: AbortSignal | undefined;
  /** Time by `clock.now()` that no wait goes beyond. Default: none. */
  readonly deadline?: number;
}

/**
 * Runs a task again when it fails in a way that may pass.
 * Waits min(maxDelay, baseDelay · 2ⁿ) times a random share between two tries, or what the error's
 * `retryAfter` says (milliseconds).
 */
export class RetryHelper {
  readonly #options: RetryOptions;
  readonly #attempts: number;
  readonly #clock: Clock;
  readonly #random: () => number;

  /** @throws RangeError when `attempts` is no whole number from 1 on */
  constructor(options: RetryHelperOptions = {}) {
    const { clock = systemClock, random = Math.random, attempts = 3 } = options;
    if (!Number.isInteger(attempts) || attempts < 1) {
      throw new RangeError(`attempts is ${attempts}; it must be a whole number from 1 on.`);
    }
    this.#options = options;
    this.#attempts = attempts;
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * @param task gets the number of the try, from 1
   * @throws the task's last error, also when the next wait would go beyond the deadline;
   *   the signal's reason when it aborts during a wait
   */
  async run<Result>(
    task: (attempt: number) => Promise<Result>,
    { signal, deadline = Infinity }: RetryRunOptions = {},
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await task(attempt);
      } catch (error) {
        if (attempt >= this.#attempts || !this.#isRetryable(error)) throw error;
        const delay = retryAfterOf(error) ?? backoffDelay(attempt - 1, this.#options, this.#random);
        // A try that begins when the time is up cannot succeed.
        if (this.#clock.now() + delay >= deadline) throw error;
        await this.#clock.sleep(delay, signal);
      }
    }
  }

  #isRetryable(error: unknown): boolean {
    const { statuses, retryIf } = this.#options;
    return classifyError(error, statuses).retryable && (retryIf?.(error) ?? true);
  }
}

function retryAfterOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("retryAfter" in error)) return undefined;
  const { retryAfter } = error;
  return typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter : undefined;
}
