import { cleanText } from "../../errors/clean-text.js";
import {
  cleanCause,
  connectionError,
  type FailureContext,
  unknownOutcome,
} from "../../errors/connection-error.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import { sentence, violationMessage } from "../../errors/violation-message.js";
import { kindOfNumber } from "./error-number.js";
import { namesIn } from "./names-in-message.js";
import { serverError, type ServerError } from "./server-error.js";
import { textWithoutValues } from "./text-without-values.js";

/** The server did not begin the statement, or ended it for good before it told so. */
const refused: ReadonlySet<number> = new Set([1040, 1053, 1203, 1226, 1927]);

/**
 * The data layer's own error for what `mysql2` or Node rejected with. Its `code` is the server's number as a text: one
 * SQLSTATE stands for errors of many kinds.
 *
 * Retryable are deadlocks and serialization failures, and lost connections when nothing was sent, when the statement is
 * read-only, or when the server said that it ended the statement without completing it. In every other case of a lost
 * connection the outcome is unknown: it is not retryable.
 */
export function mariadbError(error: unknown, context: FailureContext = {}): DatabaseError {
  if (isDatabaseError(error)) return error;
  const reported = serverError(error);
  return reported === undefined
    ? connectionError(error, context)
    : reportedError(reported, context);
}

function reportedError(error: ServerError, context: FailureContext): DatabaseError {
  const { number, state, text } = error;
  const { progress = "unsent", readOnly = false, secrets = [] } = context;
  const kind = kindOfNumber(number, state);
  const names = namesIn(error);
  const reason = cleanText(textWithoutValues(error), secrets);
  const stillReferenced = /^Cannot delete or update a parent row/.test(text);
  const { columns = [] } = names;
  const violation = { ...names, kind, columns, stillReferenced, reason };
  const message = violationMessage(violation) ?? sentence(reason);
  const isSent = progress !== "unsent" && !readOnly;
  const outcomeUnknown = kind === "connection" && isSent && !refused.has(number);
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    ...names,
    kind,
    code: String(number),
    outcomeUnknown,
    retryable: isTransient(kind) || (kind === "connection" && !outcomeUnknown),
    cause: cleanCause(`MariaDB reported error ${number} (SQLSTATE ${state}).`, { number, state }),
  });
}

function isTransient(kind: DatabaseError["kind"]): boolean {
  return kind === "deadlock" || kind === "serialization";
}
