import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import type { Transaction } from "../../transaction/transaction.js";
import { executorOf, type StatementSource } from "../../table/database-parts.js";
import type { Executor } from "../../table/session.js";
import type { LockKey } from "./lock-key.js";
import { type AdvisoryLockOptions, lockStatements, notFree } from "./lock-options.js";

/**
 * Takes an advisory lock until the transaction ends. When the lock is not free in time, the transaction can go on.
 * @throws {DatabaseError} kind "timeout" when the lock is not free in time; kind "syntax" outside of transactions
 */
export async function lockInTransaction(
  source: StatementSource,
  key: LockKey,
  options: AdvisoryLockOptions = {},
): Promise<void> {
  const { take, tryTake } = lockStatements(key, options, "_xact");
  const transaction = transactionOf(source);
  const { wait = true, signal } = options;
  if (wait === true) {
    await transaction.run(take, { signal });
  } else if (wait === false) {
    const { rows } = await transaction.run(tryTake, { signal });
    if (rows[0]?.[0] !== "t") throw notFree(key, undefined);
  } else {
    try {
      await transaction.transaction((nested) =>
        within(wait, nested, () => nested.run(take, { signal })),
      );
    } catch (error) {
      throw isDatabaseError(error) && error.code === lockNotAvailable ? notFree(key, wait) : error;
    }
  }
}

/** SQLSTATE of a lock that was waited for too long. */
const lockNotAvailable = "55P03";

/** Runs a task with another limit for locks, and puts back the one before; a savepoint that fails does so itself. */
async function within(
  wait: number,
  transaction: Transaction,
  task: () => Promise<unknown>,
): Promise<void> {
  const before = await transaction.run({ text: "show lock_timeout", values: [] });
  await setLimit(transaction, `${Math.ceil(wait)}ms`);
  await task();
  await setLimit(transaction, String(before.rows[0]?.[0] ?? "0"));
}

async function setLimit(transaction: Transaction, limit: string): Promise<void> {
  const text = "select set_config('lock_timeout', $1, true)";
  await transaction.run({ text, values: [limit] });
}

function transactionOf(source: StatementSource): Transaction {
  const executor = executorOf(source);
  if (isTransaction(executor)) return executor;
  throw new DatabaseError("The lock of a transaction is taken in one.", { kind: "syntax" });
}

function isTransaction(executor: Executor): executor is Transaction {
  return "transaction" in executor;
}
