import { type Clock, systemClock } from "@agentflow/core/runtime";
import type { Driver, RunOptions } from "../driver/driver.js";
import { Lease } from "./lease.js";
import { OpenTransaction, type Transaction } from "./transaction.js";
import type { TransactionOptions } from "./transaction-options.js";
import { runAttempts } from "./run-attempts.js";
import { untilAborted } from "./until-aborted.js";

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
  const { clock = systemClock } = options;
  const begin = driver.dialect.begin(options);
  const { readOnly } = options;
  return runAttempts(options, (signal) =>
    attempt(driver, task, begin, { signal, readOnly }, clock),
  );
}

async function attempt<Result>(
  driver: Driver,
  task: (transaction: Transaction) => Promise<Result>,
  begin: readonly string[],
  connect: RunOptions,
  clock: Clock,
): Promise<Result> {
  const { signal } = connect;
  const connection = await driver.connect(connect);
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
