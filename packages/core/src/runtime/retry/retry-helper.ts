import { type BackoffOptions, checkBackoff } from "./backoff.js";
import { type Clock, systemClock } from "../clock.js";
import { classifyError } from "../failure/classify-error.js";
import { wholeNumber } from "../whole-number.js";
import { RetryAttempts } from "./retry-attempts.js";
import type { RetryBudget } from "./retry-budget.js";
import { type RetryEvent, type RetryPolicy, RetrySequence } from "./retry-sequence.js";

/** Which failures are tried again, how often, and how long the waits are. */
export interface RetryOptions extends BackoffOptions {
  /** Attempts in all, the first included. Default: 3. */
  readonly attempts?: number;
  /** Milliseconds after the start of a run at which no attempt begins any more. Default: no limit. */
  readonly maxElapsed?: number;
  /** HTTP statuses that are tried again. Default: 408, 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly number[];
  /** Refuses to try again after an error that would be. Default: refuses none. */
  readonly retryIf?: (error: unknown) => boolean;
  /** Bounds the retries of all who share it. Default: none. */
  readonly budget?: RetryBudget;
  /** Told of every retry before its wait. Must not throw. */
  readonly onRetry?: (event: RetryEvent) => void;
}

export interface RetryHelperOptions extends RetryOptions {
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock;
  /** From 0 to less than 1. Default: `Math.random`. */
  readonly random?: () => number;
}

export interface RetryRunOptions {
  /** Ends a wait at once; the running attempt has to watch it itself. */
  readonly signal?: AbortSignal | undefined;
  /** Time by `clock.now()` at which no attempt begins any more. Default: none. */
  readonly deadline?: number;
}

const noOptions: RetryRunOptions = {};

/**
 * Runs a task again when it fails in a way that may pass.
 * Between two attempts it waits for the back-off, or until the time that the error's `retryAfter` names
 * (milliseconds from now) when that is later. Where a wait would reach the deadline or the end of
 * `maxElapsed`, there is none: the last error is thrown at once.
 */
export class RetryHelper {
  readonly #policy: RetryPolicy;
  readonly #budget: RetryBudget | undefined;
  readonly #maxElapsed: number;

  /**
   * @throws RangeError when `attempts` is no whole number from 1 on, a delay or `maxElapsed` is negative,
   *   or `jitter` has another name
   */
  constructor(options: RetryHelperOptions = {}) {
    const {
      attempts = 3,
      maxElapsed = Infinity,
      clock = systemClock,
      random = Math.random,
    } = options;
    wholeNumber("attempts", attempts);
    if (!(maxElapsed >= 0)) {
      throw new RangeError(`maxElapsed is ${maxElapsed}; it must not be negative.`);
    }
    checkBackoff(options);
    const { statuses, retryIf, budget, onRetry } = options;
    this.#policy = {
      attempts,
      backoff: options,
      isRetryable: (error) =>
        classifyError(error, statuses).retryable && (retryIf?.(error) ?? true),
      budget,
      onRetry,
      clock,
      random,
    };
    this.#budget = budget;
    this.#maxElapsed = maxElapsed;
  }

  /**
   * @param task gets the number of the attempt, from 1
   * @throws the task's last error, also when the next wait would reach the deadline
   * @throws the signal's reason when it has aborted before an attempt
   */
  async run<Result>(
    task: (attempt: number) => Promise<Result>,
    options: RetryRunOptions = noOptions,
  ): Promise<Result> {
    options.signal?.throwIfAborted();
    const latest = this.#latest();
    let result: Result;
    try {
      result = await task(1);
    } catch (error) {
      return this.#runAgain(error, task, options, latest);
    }
    this.#budget?.succeeded(1);
    return result;
  }

  /** A function of the same signature that is run again in the same way. It keeps its `this`. */
  wrap<This, Arguments extends unknown[], Result>(
    task: (this: This, ...args: Arguments) => Promise<Result>,
  ): (this: This, ...args: Arguments) => Promise<Result> {
    const run = (bound: () => Promise<Result>): Promise<Result> => this.run(bound);
    return function wrapped(...args) {
      return run(() => task.apply(this, args));
    };
  }

  /** The attempts as a loop: see `RetryAttempts`. `maxElapsed` begins now. */
  attempts(options: RetryRunOptions = noOptions): RetryAttempts {
    return new RetryAttempts(this.#sequence(options, this.#latest()), options.signal);
  }

  /** The end of `maxElapsed` for what begins now. Without it the clock is not asked. */
  #latest(): number {
    return this.#maxElapsed === Infinity ? Infinity : this.#policy.clock.now() + this.#maxElapsed;
  }

  #sequence({ deadline = Infinity }: RetryRunOptions, latest: number): RetrySequence {
    return new RetrySequence(this.#policy, Math.min(deadline, latest));
  }

  /** Apart from the first attempt, so that a run that succeeds at once pays nothing for it. */
  async #runAgain<Result>(
    firstError: unknown,
    task: (attempt: number) => Promise<Result>,
    options: RetryRunOptions,
    latest: number,
  ): Promise<Result> {
    const sequence = this.#sequence(options, latest);
    for (let error = firstError; ;) {
      await sequence.next(error, options.signal);
      try {
        const result = await task(sequence.attempt);
        sequence.succeeded();
        return result;
      } catch (failure) {
        error = failure;
      }
    }
  }
}
