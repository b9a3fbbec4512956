import { type Clock, systemClock } from "@agentflow/core/runtime";
import type { Connection, Driver } from "../../driver/driver.js";
import { isDatabaseError } from "../../errors/database-error.js";
import { type DatabaseSource, driverOf, overDriver } from "../../table/database-parts.js";
import { requirePostgresql } from "../dialect/require-postgresql.js";
import { canListen } from "../listen/listening-driver.js";
import { LockHolder } from "./lock-holder.js";
import type { LockKey } from "./lock-key.js";
import { type AdvisoryLockOptions, type LockStatements, lockStatements } from "./lock-options.js";
import { takeLock } from "./take-lock.js";

/** What a task has while it has the lock. */
export interface HeldLock<Source> {
  /**
   * The database on the connection that has the lock: what is done with it fails when the lock is lost. Its statements
   * and transactions take turns. Of no use when the task has ended.
   */
  readonly database: Source;
  /** Aborts when the lock is lost with its connection, and with the caller's own signal. */
  readonly signal: AbortSignal;
}

/**
 * Runs a task that has an advisory lock (PostgreSQL manual, "Advisory Locks"): of all who want the same key in the same
 * database, one at a time. The lock takes a connection of the pool for as long as it is waited for and held. When that
 * is lost, so is the lock: the task's signal aborts, and the call rejects when the task has ended.
 * @throws {DatabaseError} kind "timeout" when the lock is not free in time, "connection" when it was lost
 * @throws what the task throws
 */
export async function withAdvisoryLock<Source extends DatabaseSource, Result>(
  source: Source,
  key: LockKey,
  task: (held: HeldLock<Source>) => Promise<Result>,
  options: AdvisoryLockOptions = {},
): Promise<Result> {
  const statements = lockStatements(key, options, "");
  const driver = driverOf(source);
  requirePostgresql(driver.dialect, "withAdvisoryLock");
  const { signal } = options;
  const connection = await driver.connect({ signal });
  // A connection of the pool must never be one that has a lock.
  let clean = false;
  try {
    try {
      await takeLock(connection, key, statements, options, clockOf(driver));
    } catch (error) {
      clean = isDatabaseError(error) && !error.outcomeUnknown;
      throw error;
    }
    const holder = new LockHolder(connection);
    try {
      return await holder.run(
        (held, lost) =>
          task({
            database: overDriver(source, held),
            signal: signal === undefined ? lost : AbortSignal.any([lost, signal]),
          }),
        canListen(driver) ? driver.waiting : undefined,
      );
    } finally {
      clean = await giveBack(connection, statements);
    }
  } finally {
    connection.release(!clean);
  }
}

function clockOf(driver: Driver): Clock {
  return canListen(driver) ? driver.waiting.clock : systemClock;
}

/** True when the server says that it gave the lock back. */
async function giveBack(connection: Connection, statements: LockStatements): Promise<boolean> {
  try {
    const { rows } = await connection.run(statements.giveBack);
    return rows[0]?.[0] === "t";
  } catch {
    // The server gives it back when the connection is closed.
    return false;
  }
}
