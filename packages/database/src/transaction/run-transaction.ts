import { type Clock, RetryHelper, systemClock } from "@agentflow/core/runtime";
import type { Driver } from "../driver/driver.js";
import { abortError } from "../errors/abort-error.js";
import { DatabaseError, isDatabaseError } from "../errors/database-error.js";
import { Lease } from "./lease.js";
import { OpenTransaction, type Transaction } from "./transaction.js";
import type { TransactionOptions } from "./transaction-options.js";
import { untilAborted } from "./until-aborted.js";

/** Milliseconds that the first wait before another attempt is at most, and that any is. */
const backoff = { baseDelay: 20, maxDelay: 1_000 };

/**
 * Runs a task in a transaction: commits when it succeeds, rolls back when it fails. When serialization fails or a
 * deadlock is broken, the whole is run again on the same data as it is by then: what the task does elsewhere has to
 * bear that. Where the answer to COMMIT is lost, the error's `outcomeUnknown` is true, and nothing is run again.
 * @throws {DatabaseError} when the database fails, the time is up or the signal aborts
 * @throws what the task throws
 */
export async function runTransaction<Result>(
  driver: Driver,
  task: (transaction: Transaction) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  const { attempts, random, timeout, clock = systemClock } = options;
  const begin = driver.dialect.begin(options);
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
  const given = options.signal;
  const signals = [given, stopTimer && time.signal].filter((each) => each !== undefined);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  try {
    return await retry.run(() => attempt(driver, task, begin, signal, clock), { signal });
  } catch (error) {
    throw signal?.aborted && error === signal.reason ? abortError(error) : error;
  } finally {
    stopTimer?.();
  }
}

async function attempt<Result>(
  driver: Driver,
  task: (transaction: Transaction) => Promise<Result>,
  begin: readonly string[],
  signal: AbortSignal | undefined,
  clock: Clock,
): Promise<Result> {
  const connection = await driver.connect({ signal });
  const lease = new Lease(connection, clock);
  try {
    for (const text of begin) await lease.run(text, signal);
    const transaction = new OpenTransaction(connection, driver.dialect.transactionControl, signal);
    let result: Result;
    try {
      result = await untilAborted(task(transaction), signal);
      await transaction.finish();
      signal?.throwIfAborted();
    } catch (error) {
      await transaction.end();
      await lease.rollback();
      throw error;
    }
    await lease.commit(signal);
    return result;
  } finally {
    lease.release();
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
