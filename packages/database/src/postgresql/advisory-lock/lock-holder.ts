import type { Connection, Driver } from "../../driver/driver.js";
import { DatabaseError } from "../../errors/database-error.js";
import { heartbeat } from "../driver/heartbeat.js";
import type { WaitingOptions } from "../listen/listening-driver.js";
import { HeldDriver } from "./held-driver.js";

/** A connection that has a lock, while a task runs. */
export class LockHolder {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Runs a task, and waits for what it left under way.
   * @param task gets the connection as a driver, and a signal that aborts when the connection is lost
   * @param waiting how the connection is watched; left out: it cannot break
   * @throws {DatabaseError} kind "connection" when it was lost meanwhile
   * @throws what the task throws
   */
  async run<Result>(
    task: (held: Driver, lost: AbortSignal) => Promise<Result>,
    waiting: WaitingOptions | undefined,
  ): Promise<Result> {
    const lost = new AbortController();
    const lose = (cause?: DatabaseError): void => {
      lost.abort(lostError(cause));
    };
    const held = new HeldDriver(this.#connection, lose);
    const forget = this.#connection.onLost?.(lose);
    const stopHeartbeat = waiting && heartbeat(held, waiting);
    try {
      const result = await task(held, lost.signal);
      await held.close();
      lost.signal.throwIfAborted();
      return result;
    } finally {
      stopHeartbeat?.();
      await held.close();
      forget?.();
    }
  }
}

function lostError(cause: DatabaseError | undefined): DatabaseError {
  const message = "The connection with the advisory lock was lost: others may have the lock.";
  return new DatabaseError(message, { kind: "connection", cause });
}
