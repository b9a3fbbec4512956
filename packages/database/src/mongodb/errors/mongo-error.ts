import {
  BSON,
  MongoAPIError,
  MongoClientClosedError,
  MongoError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoNotConnectedError,
  MongoParseError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";
import { cleanText } from "../../errors/clean-text.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { serverError } from "./server-error.js";

/** What is known about a failure beside the error itself. */
export interface MongoFailure {
  /** `undefined` for the database as a whole. */
  readonly collection?: string | undefined;
  /** Fields of unique indexes by the indexes' names. */
  readonly uniques?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The command changes nothing. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** The transaction as a whole is undone when a command fails. Default: false. */
  readonly inTransaction?: boolean | undefined;
  /** Texts that must not be shown. */
  readonly secrets?: readonly string[] | undefined;
}

/**
 * The data layer's own error for what the driver rejected with. Retryable are write conflicts of transactions, and lost
 * connections when no server was found, or nothing was to be written. In every other case of a lost connection the
 * outcome is unknown: the driver has then sent the write twice already, or may not send it twice.
 */
export function mongoError(error: unknown, failure: MongoFailure): DatabaseError {
  if (isDatabaseError(error)) return error;
  if (error instanceof MongoServerError) return serverError(error, failure);
  const kind = kindOf(error);
  const { collection, readOnly = false, inTransaction = false, secrets = [] } = failure;
  const sent = kind === "connection" && !(error instanceof MongoServerSelectionError);
  const outcomeUnknown = (sent || kind === "timeout") && !readOnly && !inTransaction;
  const conflict =
    kind === "connection" &&
    inTransaction &&
    error instanceof MongoError &&
    error.hasErrorLabel("TransientTransactionError");
  const text = cleanText(error instanceof Error ? error.message : String(error), secrets);
  const message = `${words[kind] ?? "The database failed"}: ${text.replace(/\.$/, "")}.`;
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    // A transaction whose connection broke before its end is undone, and can be run again.
    kind: conflict ? "serialization" : kind,
    table: collection,
    outcomeUnknown,
    retryable: conflict || (kind === "connection" && !outcomeUnknown),
    // The driver's own holds what it knows of the servers, and of the command.
    cause: new Error(error instanceof Error ? `${error.name}: ${text}` : text),
  });
}

export const unknownOutcome = "Whether the write took effect is unknown.";

const words: Partial<Record<DatabaseErrorKind, string>> = {
  connection: "The connection to the database failed",
  timeout: "The database took too long",
  closed: "The database is closed",
  data: "A value cannot be stored",
  syntax: "The call is wrong",
};

function kindOf(error: unknown): DatabaseErrorKind {
  if (
    error instanceof MongoClientClosedError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    error instanceof MongoExpiredSessionError
  ) {
    return "closed";
  }
  if (error instanceof MongoNetworkTimeoutError) return "timeout";
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) {
    return "connection";
  }
  if (error instanceof MongoParseError || error instanceof MongoAPIError) return "syntax";
  if (error instanceof BSON.BSONError) return "data";
  // Waiting for a connection of the pool took too long, and what else the driver has of its own.
  if (error instanceof MongoError && /Timeout/.test(error.name)) return "connection";
  return error instanceof MongoError ? "unknown" : "connection";
}
