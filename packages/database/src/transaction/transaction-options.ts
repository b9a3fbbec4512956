import type { Attempts } from "./run-attempts.js";

/** How a transaction runs. */
export interface TransactionOptions extends Attempts {
  /** Default: the server's own setting, which is `read committed` unless somebody changed it. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable" | undefined;
  /** The server refuses whatever changes data. Default: false. */
  readonly readOnly?: boolean | undefined;
  /**
   * With `serializable` and `readOnly`: waits for a moment from which on it cannot fail by serialization.
   * Default: false.
   */
  readonly deferrable?: boolean | undefined;
}
