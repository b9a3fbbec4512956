import type { Clock } from "@agentflow/core/runtime";
import type { Connection } from "../driver/driver.js";
import { DatabaseError, isDatabaseError } from "../errors/database-error.js";

/** Milliseconds that ROLLBACK may take, and COMMIT when nobody wants to wait any longer. */
const patience = 5_000;

/** A connection for the time of one transaction. One whose state is not known is closed instead of used again. */
export class Lease {
  readonly #connection: Connection;
  readonly #clock: Clock;
  #known = true;
  #released = false;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Runs a statement that changes the state of the connection. */
  async run(text: string, signal?: AbortSignal): Promise<void> {
    this.#known = false;
    try {
      await this.#connection.run({ text, values: [] }, { signal });
      this.#known = true;
    } catch (error) {
      // What the server refuses, it has ended.
      this.#known = isDatabaseError(error) && error.code !== undefined && !isLost(error);
      throw error;
    }
  }

  /** Never rejects. */
  async rollback(): Promise<void> {
    const stopTimer = this.#clock.after(patience, () => {
      this.#release(true);
    });
    try {
      await this.run("rollback");
    } catch {
      // The server rolls back when the connection is closed.
    } finally {
      stopTimer();
    }
  }

  /**
   * An abort comes too late, but nobody is kept waiting for a server that is silent.
   * @throws {DatabaseError} with `outcomeUnknown` when the answer is lost
   */
  async commit(signal: AbortSignal | undefined): Promise<void> {
    let stopTimer: (() => void) | undefined;
    const onAbort = (): void => {
      stopTimer = this.#clock.after(patience, () => {
        this.#release(true);
      });
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      await this.run("commit");
    } catch (error) {
      throw isLost(error) ? commitLost(error) : error;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      stopTimer?.();
    }
  }

  release(): void {
    this.#release(!this.#known);
  }

  #release(broken: boolean): void {
    if (this.#released) return;
    this.#released = true;
    this.#connection.release(broken);
  }
}

/** True when COMMIT was sent and the server has not said what became of it: that it goes away says nothing. */
function isLost(error: unknown): boolean {
  if (!isDatabaseError(error)) return false;
  return error.outcomeUnknown || (error.kind === "connection" && error.code !== undefined);
}

function commitLost(cause: unknown): DatabaseError {
  const message =
    "The connection broke during COMMIT: whether the transaction took effect is unknown.";
  return new DatabaseError(message, { kind: "connection", outcomeUnknown: true, cause });
}
