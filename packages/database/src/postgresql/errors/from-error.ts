import {
  cleanCause,
  connectionError,
  type FailureContext,
  textOf,
  unknownOutcome,
} from "../../errors/connection-error.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { columnsOf, isStillReferenced, serverFields, type ServerFields } from "./server-fields.js";
import { serverMessage } from "./server-message.js";
import { kindOfState } from "./sqlstate.js";

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
  return fields === undefined
    ? connectionError(error, context)
    : serverError(error, fields, context);
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
    cause: causeOf(fields),
  });
}

/** One code is for all that ends a statement from outside; only the text tells them apart. */
function kindOfServer(
  { code }: ServerFields,
  text: string,
  { cancelled = false }: FailureContext,
): DatabaseErrorKind {
  const kind = kindOfState(code);
  return code === "57014" && !cancelled && /timeout/i.test(text) ? "timeout" : kind;
}

/** The fields that hold no values. */
function causeOf({ code, severity, routine, position }: ServerFields): Error {
  const place = routine === undefined ? "" : ` in ${routine}`;
  const message = `PostgreSQL reported SQLSTATE ${code}${place}.`;
  return cleanCause(message, { code, severity, routine, position });
}
