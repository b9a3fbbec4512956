import type { ErrorKind } from "./error-kind.js";
import { logText } from "./log-text.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { ReportFilter } from "./report-filter.js";

const brand: unique symbol = Symbol.for("agentflow.service-error");

/** How the body of an error answer was read. */
export type BodyFormat = "json" | "text" | "bytes" | "none";

export interface ServiceErrorOptions {
  readonly kind: ErrorKind;
  /** `OperationDescription.id`. */
  readonly operation: string;
  readonly filter: ReportFilter;
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
  declare readonly kind: ErrorKind;
  /** HTTP status, when there was an answer. */
  declare readonly status: number | undefined;
  /** The answer's body: parsed JSON, text, bytes, or `undefined` when it was empty. */
  declare readonly body: unknown;
  declare readonly bodyFormat: BodyFormat;
  declare readonly headers: ResponseHeaders | undefined;
  /** The service's own name for the request: give it to its support. */
  declare readonly requestId: string | undefined;
  /** Id of the operation that failed. */
  declare readonly operation: string;
  /** Requests that were sent for the call. */
  declare readonly attempts: number;
  /** True when the same call may succeed later and does no harm when sent twice. */
  declare readonly retryable: boolean;
  /** Milliseconds after which the service takes calls again, when it said so. */
  declare readonly retryAfter: number | undefined;

  constructor(
    message: string,
    { cause, filter, headers, requestId, ...facts }: ServiceErrorOptions,
  ) {
    super(
      logText(filter.text(message), 2_000),
      cause === undefined ? {} : { cause: filter.cause(cause) },
    );
    Object.assign(this, {
      bodyFormat: "none",
      attempts: 0,
      retryable: false,
      ...facts,
      headers: headers && cleanHeaders(headers, filter),
      requestId: requestId && filter.text(requestId),
    });
  }

  /** Of the class, not a field: it would be printed with every error. */
  get [brand](): true {
    return true;
  }

  /** What a structured log should keep: everything but headers and bytes. */
  toJSON(): Record<string, unknown> {
    const { body, bodyFormat, headers: _, message, ...rest } = this;
    return { ...rest, message, body: bodyFormat === "bytes" ? undefined : body };
  }
}

/** Recognises a service error also when it was made by another copy of the runtime. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && brand in error;
}

/** A session cookie is a credential that the service makes up; where a redirect leads may hold a key of its own. */
function cleanHeaders(headers: ResponseHeaders, filter: ReportFilter): ResponseHeaders {
  const text = (value: string): string => filter.text(value);
  // From entries, because a header may be called `__proto__`.
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name === "set-cookie"
        ? []
        : [[name, typeof value === "string" ? text(value) : value?.map(text)]],
    ),
  );
}
