import type { Statement } from "../../driver/driver.js";
import { DatabaseError } from "../../errors/database-error.js";
import { shown } from "../../table/usage-error.js";
import { type LockKey, lockNumber } from "./lock-key.js";

export interface AdvisoryLockOptions {
  /** Several may have a shared lock at the same time; an exclusive one excludes them all. Default: false. */
  readonly shared?: boolean | undefined;
  /** `true`: until the lock is free; `false`: not at all; a number: that many milliseconds at most. Default: true. */
  readonly wait?: boolean | number | undefined;
  /** Ends the wait, and aborts the task's signal. */
  readonly signal?: AbortSignal | undefined;
}

/** What one lock is taken and given back with. */
export interface LockStatements {
  readonly take: Statement;
  /** Gives true when it took the lock. */
  readonly tryTake: Statement;
  readonly giveBack: Statement;
}

/**
 * @param level `_xact`: until the transaction ends
 * @throws {DatabaseError} kind "data" when the key is none, or the time to wait is no time
 */
export function lockStatements(
  key: LockKey,
  { shared = false, wait }: AdvisoryLockOptions,
  level: "" | "_xact",
): LockStatements {
  if (typeof wait === "number" && !(wait > 0 && wait < Infinity)) {
    const message = `The time to wait for a lock is ${wait}; it must be positive and finite.`;
    throw new DatabaseError(message, { kind: "data" });
  }
  const values = [lockNumber(key)];
  const end = shared ? "_shared" : "";
  const statement = (name: string): Statement => ({
    text: `select pg_${name}${end}($1::int8)`,
    values,
  });
  return {
    take: statement(`advisory${level}_lock`),
    tryTake: statement(`try_advisory${level}_lock`),
    giveBack: statement("advisory_unlock"),
  };
}

/** The error for a lock that others have. */
export function notFree(key: LockKey, wait: number | undefined): DatabaseError {
  const time = wait === undefined ? "is not free" : `was not free within ${wait} ms`;
  return new DatabaseError(`The advisory lock ${shown(String(key))} ${time}.`, {
    kind: "timeout",
    retryable: true,
  });
}
