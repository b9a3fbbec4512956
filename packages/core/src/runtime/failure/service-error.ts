import { type ErrorKind, type ErrorSeverity, severityOf } from "./error-kind.js";
import { logText } from "./log-text.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { SecretFilter } from "../secrets/secret-filter.js";

const brand = Symbol.for("agentflow.service-error");

/** How the body of an error answer was read. */
export type BodyFormat = "json" | "text" | "bytes" | "none";

export interface ServiceErrorOptions {
  readonly kind: ErrorKind;
  /** `OperationDescription.id`. */
  readonly operation: string;
  readonly filter: SecretFilter;
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly bodyFormat?: BodyFormat;
  readonly headers?: ResponseHeaders | undefined;
  readonly requestId?: string | undefined;
  /** Requests that were sent for the call. Default: 0. */
  readonly attempts?: number;
  readonly retryable?: boolean;
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that a call of a generated adapter rejects with.
 * It holds no secret: message, body, headers and cause are cleaned when it is made. The message is one line.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  /** What went wrong, in terms of what a caller can do about it. */
  readonly kind: ErrorKind;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** The answer's body: parsed JSON, text, bytes, or `undefined` when it was empty. */
  readonly body: unknown;
  readonly bodyFormat: BodyFormat;
  readonly headers: ResponseHeaders | undefined;
  /** The service's own name for the request: give it to its support. */
  readonly requestId: string | undefined;
  /** Id of the operation that failed. */
  readonly operation: string;
  /** Requests that were sent for the call. */
  readonly attempts: number;
  /** True when the same call may succeed later and does no harm when sent twice. */
  readonly retryable: boolean;
  /** Milliseconds after which the service takes calls again, when it said so. */
  readonly retryAfter: number | undefined;
  readonly severity: ErrorSeverity;

  constructor(message: string, options: ServiceErrorOptions) {
    const { cause, filter } = options;
    super(
      logText(filter.text(message), 2_000),
      cause === undefined ? undefined : { cause: filter.cause(cause) },
    );
    this.kind = options.kind;
    this.status = options.status;
    this.body = options.body;
    this.bodyFormat = options.bodyFormat ?? "none";
    this.headers = options.headers && cleanHeaders(options.headers, filter);
    this.requestId = options.requestId === undefined ? undefined : filter.text(options.requestId);
    this.operation = options.operation;
    this.attempts = options.attempts ?? 0;
    this.retryable = options.retryable ?? false;
    this.retryAfter = options.retryAfter;
    this.severity = severityOf(options.kind);
    // Not a field: it would be printed with every error.
    Object.defineProperty(this, brand, { value: true });
  }

  /** What a structured log should keep: everything but headers and bytes. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      message: this.message,
      kind: this.kind,
      severity: this.severity,
      operation: this.operation,
      status: this.status,
      requestId: this.requestId,
      attempts: this.attempts,
      retryable: this.retryable,
      retryAfter: this.retryAfter,
      ...(this.bodyFormat !== "bytes" && { body: this.body }),
    };
  }
}

/** Recognises a service error also when it was made by another copy of the runtime. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && brand in error;
}

/** A session cookie is a credential that the service makes up. */
function cleanHeaders(headers: ResponseHeaders, filter: SecretFilter): ResponseHeaders {
  const kept = Object.entries(headers).filter(([name]) => name !== "set-cookie");
  // From entries, because a header may be called `__proto__`.
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      // Where a redirect leads may hold a key of its own.
      typeof value === "object"
        ? value.map((item) => filter.text(item))
        : value && filter.text(value),
    ]),
  );
}
