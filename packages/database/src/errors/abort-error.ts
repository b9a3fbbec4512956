import { DatabaseError, isDatabaseError } from "./database-error.js";

/**
 * The error for an aborted signal: its reason when that is a database error already; else of kind `timeout` for the
 * reason of `AbortSignal.timeout`, and `cancelled` for any other, with the reason as its cause.
 * @param outcomeUnknown the connection broke before the server said whether it cancelled
 */
export function abortError(reason: unknown, outcomeUnknown = false): DatabaseError {
  if (isDatabaseError(reason) && !outcomeUnknown) return reason;
  const isTimeout = reason instanceof Error && /^TimeoutError$/.test(reason.name);
  const why = isTimeout ? "The time for the statement is up" : "The statement was cancelled";
  const unknown = "the server did not say whether it took effect";
  return new DatabaseError(outcomeUnknown ? `${why}; ${unknown}.` : `${why}.`, {
    kind: isDatabaseError(reason) ? reason.kind : isTimeout ? "timeout" : "cancelled",
    outcomeUnknown,
    cause: reason,
  });
}
