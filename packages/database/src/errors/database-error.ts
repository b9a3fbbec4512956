import { type DatabaseErrorKind, errorKindOf } from "./database-error-kind.js";

const brand = Symbol.for("agentflow.database-error");
/** Where the runtime looks for what an error says of itself. */
const errorClass = Symbol.for("agentflow.error-class");

export interface DatabaseErrorOptions {
  readonly kind: DatabaseErrorKind;
  /** The database's own code, when it gave one. */
  readonly code?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly constraint?: string | undefined;
  /** Default: false. */
  readonly retryable?: boolean | undefined;
  /** Default: false. */
  readonly outcomeUnknown?: boolean | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that a data layer rejects with. Message and cause name schema, table, columns and constraint; they
 * hold neither values of rows nor secrets. The message is one line.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** What went wrong, in terms of what a caller can do about it. */
  readonly kind: DatabaseErrorKind;
  /** The database's own code, when it gave one: PostgreSQL's SQLSTATE (manual, appendix A). */
  readonly code: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  /** Names in the database; empty when they are not known. */
  readonly columns: readonly string[];
  readonly constraint: string | undefined;
  /** True when the same may succeed later, and does no harm when done twice. */
  readonly retryable: boolean;
  /** True when the connection broke before the answer: the database may have done what it was asked, or not. */
  readonly outcomeUnknown: boolean;

  constructor(message: string, options: DatabaseErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.code = options.code;
    this.schema = options.schema;
    this.table = options.table;
    this.columns = options.columns ?? [];
    this.constraint = options.constraint;
    this.retryable = options.retryable ?? false;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
    // Not fields: they would be printed with every error.
    Object.defineProperty(this, brand, { value: true });
    const value = { kind: errorKindOf(this.kind), retryable: this.retryable };
    Object.defineProperty(this, errorClass, { value });
  }

  /** What a structured log should keep. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      message: this.message,
      kind: this.kind,
      code: this.code,
      schema: this.schema,
      table: this.table,
      columns: this.columns,
      constraint: this.constraint,
      retryable: this.retryable,
      outcomeUnknown: this.outcomeUnknown,
    };
  }
}

/** Recognises a database error also when it was made by another copy of the package. */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && brand in error;
}
