import { inspect } from "node:util";
import { redact, redacted } from "../../errors/redact.js";
import { classifyError, type ErrorClass, findServiceError, statusOf } from "./classify-error.js";
import { errorChain, propertyOf } from "./error-chain.js";
import { ErrorCounts, type ErrorStatistics } from "./error-statistics.js";
import { failureMessage } from "./failure-kind.js";
import { logText } from "./log-text.js";

/** What a log can hold. */
export type LogValue = string | number | boolean;

/** Where an error happened. */
export interface ErrorContext {
  /** Id of the operation. Default: that of the service error. */
  readonly operation?: string | undefined;
  /** Milliseconds until it failed. */
  readonly duration?: number | undefined;
  /** What helps to find the cause. Texts are redacted. */
  readonly details?: Readonly<Record<string, LogValue>> | undefined;
}

/** An error as it is reported. */
export interface HandledError extends ErrorClass {
  /** The error's class, such as `ServiceError`. */
  readonly name: string;
  /** One printable line without secrets. */
  readonly message: string;
  readonly operation: string | undefined;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** The service's own name for the request. */
  readonly requestId: string | undefined;
  /** Requests that were sent for the call. */
  readonly attempts: number | undefined;
  /** Milliseconds. */
  readonly duration: number | undefined;
  readonly details: Readonly<Record<string, LogValue>>;
}

export interface ErrorHandlerOptions {
  /** Called with every error that is handled. What it throws or rejects with is dropped and counted. */
  readonly onError?: (error: HandledError) => unknown;
  /**
   * Removes secrets that no shape gives away, such as `(text) => secrets.redact(text)` of a `SecretManager`.
   * What looks like a secret is removed in any case.
   */
  readonly redact?: (text: string) => string;
  /** Operations that are counted each for itself. Default: 1,000. */
  readonly maxOperations?: number;
}

/** Turns thrown values into what a report or a log can use, and counts them. */
export class ErrorHandler {
  readonly #onError: ((error: HandledError) => unknown) | undefined;
  readonly #redact: (text: string) => string;
  readonly #counts: ErrorCounts;

  constructor({
    onError,
    redact: known = (text) => text,
    maxOperations = 1_000,
  }: ErrorHandlerOptions = {}) {
    this.#onError = onError;
    this.#redact = (text) => redact(known(text));
    this.#counts = new ErrorCounts(maxOperations);
  }

  /** Classifies, counts and reports an error. Never throws. */
  handle(error: unknown, context: ErrorContext = {}): HandledError {
    const told = findServiceError(error);
    const operation = context.operation ?? propertyOf(told, "operation");
    const requestId = propertyOf(told, "requestId");
    const attempts = propertyOf(told, "attempts");
    const handled: HandledError = {
      ...classifyError(error),
      name: this.#clean(nameOf(error), 100),
      message: this.#clean(messageOf(error, told), 1_000),
      operation: typeof operation === "string" ? this.#clean(operation, 200) : undefined,
      status: errorChain(error)
        .map(statusOf)
        .find((status) => status !== undefined),
      requestId: typeof requestId === "string" ? this.#clean(requestId, 200) : undefined,
      attempts: typeof attempts === "number" ? attempts : undefined,
      duration: context.duration,
      details: this.#cleanDetails(context.details),
    };
    this.#counts.add(handled, handled.operation);
    this.#report(handled);
    return handled;
  }

  /** What was counted since the start or the last reset. */
  statistics(): ErrorStatistics {
    return this.#counts.read();
  }

  /** Starts counting at zero. */
  reset(): void {
    this.#counts.reset();
  }

  /** An error of the report must not take the place of the error that is reported. */
  #report(handled: HandledError): void {
    try {
      const reported = this.#onError?.(handled);
      if (!(reported instanceof Promise)) return;
      reported.catch(() => {
        this.#counts.addUnreported();
      });
    } catch {
      this.#counts.addUnreported();
    }
  }

  #clean(text: string, limit: number): string {
    try {
      return logText(this.#redact(text), limit);
    } catch {
      // Rather nothing than what nobody cleaned.
      return redacted;
    }
  }

  #cleanDetails(details: ErrorContext["details"]): HandledError["details"] {
    try {
      return Object.fromEntries(
        Object.entries(details ?? {}).map(([key, value]) => [
          this.#clean(key, 100),
          typeof value === "number" || typeof value === "boolean"
            ? value
            : this.#clean(value, 1_000),
        ]),
      );
    } catch {
      return {};
    }
  }
}

/**
 * One flat record for a structured log, without the fields that are not known. A detail of the same name as a field
 * gives way to it.
 */
export function logRecord(handled: HandledError): Readonly<Record<string, LogValue>> {
  const { details, ...fields } = handled;
  const record: Record<string, LogValue> = { ...details };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) record[name] = value;
  }
  return record;
}

function nameOf(error: unknown): string {
  const name = propertyOf(error, "name");
  return typeof name === "string" && name !== "" ? name : typeof error;
}

/** What the error says, and what it was caused by where it does not say so itself. */
function messageOf(error: unknown, told: object | undefined): string {
  if (typeof error === "string") return error;
  const hasFields = error !== null && (typeof error === "object" || typeof error === "function");
  if (!hasFields) return inspect(error);
  const message = propertyOf(error, "message");
  const own = typeof message === "string" ? message : "";
  // The message of a service error says all that may be said.
  if (told !== undefined && told === error) return own;
  const cause = failureMessage(error);
  if (own.includes(cause)) return own;
  return own === "" ? cause : `${own}: ${cause}`;
}
