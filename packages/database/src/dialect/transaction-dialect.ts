/** How the transaction is to be. */
export interface TransactionModes {
  readonly isolation?: "read committed" | "repeatable read" | "serializable" | undefined;
  readonly readOnly?: boolean | undefined;
  readonly deferrable?: boolean | undefined;
}

/** Statements that begin and end transactions. `commit`, `rollback` and savepoints are the same everywhere. */
export interface TransactionDialect {
  /** Statements that would end a transaction, or change its savepoints, behind its back. */
  readonly transactionControl: RegExp;
  /** The statements that begin it, one after the other. */
  begin(modes: TransactionModes): readonly string[];
}
