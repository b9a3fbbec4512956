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

/** The statement that begins it. */
export function beginStatement({ isolation, readOnly, deferrable }: TransactionOptions): string {
  const modes = [
    ...(isolation === undefined ? [] : [`isolation level ${levels[isolation]}`]),
    ...(readOnly === true ? ["read only"] : []),
    ...(deferrable === true ? ["deferrable"] : []),
  ];
  return ["begin", modes.join(", ")].join(" ").trim();
}

/** From a closed list: a program without types may give anything. */
const levels = {
  "read committed": "read committed",
  "repeatable read": "repeatable read",
  serializable: "serializable",
} as const;
