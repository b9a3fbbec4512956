import { redact } from "../../errors/redact.js";
import {
  type ErrorKind,
  type ErrorSeverity,
  kindOfStatus,
  severityOf,
  transientStatuses,
} from "./error-kind.js";
import { classifyFailure } from "./failure-kind.js";
import { logText } from "./log-text.js";
import { isServiceError } from "./service-error.js";

/** What an error is, and what to do about it. */
export interface ErrorClass {
  readonly kind: ErrorKind;
  readonly severity: ErrorSeverity;
  /** True when the same try may succeed later. */
  readonly retryable: boolean;
}

/**
 * Classifies any thrown value: a service error by what it says itself, others by `status`, `code` and name.
 * @param statuses HTTP statuses that may pass; default 408, 429, 500, 502, 503 and 504
 */
export function classifyError(
  error: unknown,
  statuses: readonly number[] = transientStatuses,
): ErrorClass {
  if (isServiceError(error)) {
    const { kind, severity, retryable } = error;
    return { kind, severity, retryable };
  }
  if (error instanceof Error && "status" in error && typeof error.status === "number") {
    const kind = kindOfStatus(error.status);
    return { kind, severity: severityOf(kind), retryable: statuses.includes(error.status) };
  }
  const { kind, transient } = classifyFailure(error);
  return { kind, severity: severityOf(kind), retryable: transient };
}

/** Where an error happened. */
export interface ErrorContext {
  /** Id of the operation. */
  readonly operation?: string;
  /** What helps to find the cause. Texts are redacted. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** An error as it is reported. */
export interface HandledError extends ErrorClass {
  /** One printable line without secrets. */
  readonly message: string;
  readonly operation: string | undefined;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** How many errors there were, by kind and by operation, each sorted by name. */
export interface ErrorStatistics {
  readonly total: number;
  readonly retryable: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly operations: Readonly<Record<string, number>>;
}

/** Turns thrown values into what a report or a log can use, and counts them. */
export class ErrorHandler {
  readonly #onError: ((error: HandledError) => void) | undefined;
  readonly #kinds = new Map<string, number>();
  readonly #operations = new Map<string, number>();
  #total = 0;
  #retryable = 0;

  /** @param onError called with every error that is handled */
  constructor({ onError }: { readonly onError?: (error: HandledError) => void } = {}) {
    this.#onError = onError;
  }

  /** Classifies, counts and reports an error. Never throws by itself. */
  handle(error: unknown, context: ErrorContext = {}): HandledError {
    const message = error instanceof Error ? error.message : String(error);
    const operation = context.operation ?? (isServiceError(error) ? error.operation : undefined);
    const handled: HandledError = {
      ...classifyError(error),
      message: logText(redact(message), 1_000),
      operation,
      details: redactedDetails(context.details ?? {}),
    };
    this.#total += 1;
    if (handled.retryable) this.#retryable += 1;
    increment(this.#kinds, handled.kind);
    if (operation !== undefined) increment(this.#operations, operation);
    this.#onError?.(handled);
    return handled;
  }

  /** What was counted since the start or the last reset. */
  statistics(): ErrorStatistics {
    return {
      total: this.#total,
      retryable: this.#retryable,
      kinds: sorted(this.#kinds),
      operations: sorted(this.#operations),
    };
  }

  /** Starts counting at zero. */
  reset(): void {
    this.#kinds.clear();
    this.#operations.clear();
    this.#total = 0;
    this.#retryable = 0;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function redactedDetails(
  details: NonNullable<ErrorContext["details"]>,
): NonNullable<ErrorContext["details"]> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === "string" ? logText(redact(value), 1_000) : value,
    ]),
  );
}
