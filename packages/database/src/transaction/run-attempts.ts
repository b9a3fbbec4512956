import { type Clock, RetryHelper, systemClock } from "@agentflow/core/runtime";
import { abortError } from "../errors/abort-error.js";
import { DatabaseError, isDatabaseError } from "../errors/database-error.js";

/** How often and how long the attempts of a transaction run. */
export interface Attempts {
  /** Attempts in all, when transactions got in each other's way. Default: 3. */
  readonly attempts?: number | undefined;
  /** Milliseconds for all attempts together; then the running statement is cancelled. Default: no limit. */
  readonly timeout?: number | undefined;
  /** Cancels the running statement, and rolls back. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** From 0 to less than 1, for the waits between attempts. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Milliseconds that the first wait before another attempt is at most, and that any is. */
const backoff = { baseDelay: 20, maxDelay: 1_000 };

/**
 * Runs a transaction, the whole again after a conflict with others.
 * @param attempt gets a signal that aborts when the caller's does, or the time is up
 * @throws {DatabaseError} when the time is up or the signal aborts
 * @throws what the last attempt throws
 */
export async function runAttempts<Result>(
  { attempts, random, timeout, clock = systemClock, signal: given }: Attempts,
  attempt: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  const retry = new RetryHelper({
    ...backoff,
    clock,
    retryIf: isConflict,
    ...(attempts !== undefined && { attempts }),
    ...(random !== undefined && { random }),
  });
  const time = new AbortController();
  const stopTimer =
    timeout === undefined
      ? undefined
      : clock.after(timeout, () => {
          time.abort(timeoutError(timeout));
        });
  const signals = [given, stopTimer && time.signal].filter((each) => each !== undefined);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  try {
    return await retry.run(() => attempt(signal), { signal });
  } catch (error) {
    throw signal?.aborted && error === signal.reason ? abortError(error) : error;
  } finally {
    stopTimer?.();
  }
}

function timeoutError(timeout: number): DatabaseError {
  const message = `The transaction took longer than ${timeout} ms; it was rolled back.`;
  return new DatabaseError(message, { kind: "timeout" });
}

/** Causes that are looked at: a chain of them may be endless. */
const longestChain = 20;

/** True when an error, or what it was made of, is one that passes when the whole transaction is run again. */
function isConflict(error: unknown): boolean {
  let each = error;
  for (let depth = 0; depth < longestChain && each instanceof Error; depth += 1) {
    if (isDatabaseError(each)) return each.kind === "serialization" || each.kind === "deadlock";
    each = each.cause;
  }
  return false;
}
