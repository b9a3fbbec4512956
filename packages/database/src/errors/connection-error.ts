import { cleanText } from "./clean-text.js";
import { DatabaseError } from "./database-error.js";
import { sentence } from "./violation-message.js";

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

/** Completes the message of an error whose `outcomeUnknown` is true. */
export const unknownOutcome = "Whether the statement took effect is unknown.";

/** The error for one of the network, or of the driver itself. */
export function connectionError(
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

/** In place of the original error, which may hold values of rows and, in its fields, all that the driver knows. */
export function cleanCause(message: string, fields: object): Error {
  return Object.assign(new Error(message), fields);
}

function codeOf(error: unknown): { readonly code?: string } {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? { code } : {};
}

/** What an error says, or each of several. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses: Node tells of each attempt, and nothing in the message itself.
  if (error instanceof AggregateError) return error.errors.map(textOf).join(", ");
  return error.message;
}
