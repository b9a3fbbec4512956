import { cleanText } from "../../errors/clean-text.js";
import { cleanCause, textOf } from "../../errors/connection-error.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import { sentence, violationMessage } from "../../errors/violation-message.js";
import { type ColumnsOf, constraintPlace } from "./constraint-place.js";
import { resultCode } from "./result-codes.js";

/**
 * The data layer's own error for what `node:sqlite` threw. Retryable are locks of other connections: nothing was done.
 * SQLite names neither the constraint nor the table of a foreign key.
 */
export function sqliteError(error: unknown, columnsOf: ColumnsOf): DatabaseError {
  if (isDatabaseError(error)) return error;
  const text = textOf(error);
  const number = resultNumber(error);
  if (number === undefined) return nodeError(error, text);
  const [code, kind] = resultCode(number, text);
  const place = constraintPlace(text, columnsOf);
  // A trigger says what its author wrote; "data" holds no value.
  const message =
    code === "SQLITE_CONSTRAINT_TRIGGER"
      ? undefined
      : violationMessage({ kind, ...place, reason: cleanText(text) });
  return new DatabaseError(message ?? sentence(cleanText(text)), {
    kind,
    code,
    ...place,
    retryable: kind === "serialization" || kind === "timeout",
    cause: cleanCause(`SQLite reported ${code} (${number}).`, { errcode: number }),
  });
}

/** Node itself refuses values that SQLite has no storage class for, and whatever comes after the end. */
function nodeError(error: unknown, text: string): DatabaseError {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const kind =
    code === "ERR_INVALID_ARG_TYPE" || code === "ERR_INVALID_ARG_VALUE" ? "data" : "unknown";
  return new DatabaseError(sentence(cleanText(text)), { kind });
}

function resultNumber(error: unknown): number | undefined {
  const number: unknown = error instanceof Error ? Reflect.get(error, "errcode") : undefined;
  return typeof number === "number" ? number : undefined;
}
