import type { Submittable } from "pg";
import type { RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import { PgCopyIn } from "./pg-copy-in.js";
import { PgCopyOut } from "./pg-copy-out.js";
import { PgQuery } from "./pg-query.js";
import type { PreparedStatements } from "./prepared-statements.js";

/** A statement on its way through `pg`. */
export interface PgStatement extends Submittable {
  /** How far it came. */
  readonly progress: "unsent" | "sent" | "completed";
  /** True when the server was asked to prepare the statement under its name. */
  readonly parsed: boolean;
}

/** What runs a statement, by what it reads and writes beside its text and its rows. */
export function pgStatement(
  statement: Statement,
  { input, output, signal }: RunOptions,
  prepared: PreparedStatements,
  done: (result: StatementResult) => void,
  failed: (error: unknown) => void,
): PgStatement {
  if (input !== undefined) return new PgCopyIn(statement, input, signal, done, failed);
  if (output !== undefined) return new PgCopyOut(statement, output, signal, done, failed);
  return new PgQuery(statement, prepared, done, failed);
}
