import { cleanText } from "./clean-text.js";
import { DatabaseError, isDatabaseError } from "./database-error.js";
import { type DatabaseErrorKind, kindOfState } from "./database-error-kind.js";
import { columnsOf, isStillReferenced, serverFields, type ServerFields } from "./server-fields.js";
import { sentence, serverMessage } from "./server-message.js";

/** What is known about a failure beside the error itself. */
export interface FailureContext {
  /**
   * How far the statement came: nothing of it was sent (the default), it was sent, or the server had already said
   * that it is complete, but not that the connection is ready.
   */
  readonly progress?: "unsent" | "sent" | "completed" | undefined;
  /** The statement changes nothing: it does no harm when it is run again. */
  readonly readOnly?: boolean | undefined;
  /** A cancel request was sent to the server. */
  readonly cancelled?: boolean | undefined;
  /** Texts that must not be shown. */
  readonly secrets?: readonly string[] | undefined;
}

const transient: ReadonlySet<string> = new Set(["40001", "40P01"]);
/** The server ended the statement for good before it told so (57P01), or did not begin it (57P03, 53300). */
const refused: ReadonlySet<string> = new Set(["57P01", "57P03", "53300"]);

/**
 * The data layer's own error for what `pg`, PGlite or Node rejected with.
 *
 * Retryable are serialization failures and deadlocks, and lost connections when nothing was sent, when the statement
 * is read-only, or when the server said that it ended the statement without completing it. In every other case of a
 * lost connection the outcome is unknown: it is not retryable.
 */
export function databaseError(error: unknown, context: FailureContext = {}): DatabaseError {
  if (isDatabaseError(error)) return error;
  const fields = serverFields(error);
  return fields === undefined ? localError(error, context) : serverError(error, fields, context);
}

function serverError(error: unknown, fields: ServerFields, context: FailureContext): DatabaseError {
  const { code, schema, table, constraint } = fields;
  const text = textOf(error);
  const kind = kindOfServer(fields, text, context);
  const otherTable = kind === "foreign-key-violation" && isStillReferenced(text);
  const columns = otherTable ? [] : columnsOf(fields);
  const message = serverMessage({ kind, fields, columns, text, secrets: context.secrets ?? [] });
  const { progress = "unsent", readOnly = false } = context;
  const lost = kind === "connection" && progress !== "unsent" && !readOnly;
  const outcomeUnknown = lost && (progress === "completed" || !refused.has(code));
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    kind,
    code,
    schema,
    table,
    columns,
    constraint,
    outcomeUnknown,
    retryable: transient.has(code) || (kind === "connection" && !outcomeUnknown),
    cause: cleanCause(causeMessage(fields), fields),
  });
}

const unknownOutcome = "Whether the statement took effect is unknown.";

/** One code is for all that ends a statement from outside; only the text tells them apart. */
function kindOfServer(
  { code }: ServerFields,
  text: string,
  { cancelled = false }: FailureContext,
): DatabaseErrorKind {
  const kind = kindOfState(code);
  return code === "57014" && !cancelled && /timeout/i.test(text) ? "timeout" : kind;
}

/** An error of the network, or of the driver itself. */
function localError(
  error: unknown,
  { progress = "unsent", readOnly = false, secrets = [] }: FailureContext,
): DatabaseError {
  const text = cleanText(textOf(error), secrets);
  const outcomeUnknown = progress !== "unsent" && !readOnly;
  const message = `The connection to the database failed: ${text.replace(/\.$/, "")}.`;
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    kind: "connection",
    outcomeUnknown,
    retryable: !outcomeUnknown,
    cause: cleanCause(sentence(text), codeOf(error)),
  });
}

/** The original error may hold values of rows and, in its fields, all that the driver knows. */
function cleanCause(message: string, fields: Partial<ServerFields>): Error {
  const { code, severity, routine, position } = fields;
  return Object.assign(new Error(message), { code, severity, routine, position });
}

function causeMessage({ code, routine }: ServerFields): string {
  return `PostgreSQL reported SQLSTATE ${code}${routine === undefined ? "" : ` in ${routine}`}.`;
}

function codeOf(error: unknown): { readonly code?: string } {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? { code } : {};
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses: Node tells of each attempt, and nothing in the message itself.
  if (error instanceof AggregateError) return error.errors.map(textOf).join(", ");
  return error.message;
}
