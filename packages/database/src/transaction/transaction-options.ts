import type { Clock } from "@agentflow/core/runtime";

/** How a transaction runs. */
export interface TransactionOptions {
  /** Default: the server's own setting, which is `read committed` unless somebody changed it. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable" | undefined;
  /** The server refuses whatever changes data. Default: false. */
  readonly readOnly?: boolean | undefined;
  /**
   * With `serializable` and `readOnly`: waits for a moment from which on it cannot fail by serialization.
   * Default: false.
   */
  readonly deferrable?: boolean | undefined;
  /** Attempts in all, when serialization fails or a deadlock is broken. Default: 3. */
  readonly attempts?: number | undefined;
  /** Milliseconds for all attempts together; then the running statement is cancelled. Default: no limit. */
  readonly timeout?: number | undefined;
  /** Cancels the running statement on the server, and rolls back. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** From 0 to less than 1, for the waits between attempts. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}
