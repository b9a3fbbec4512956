import type { Clock } from "../clock.js";
import type { ErrorKind } from "../failure/error-kind.js";
import { classifyFailure, failureMessage } from "../failure/failure-kind.js";
import type { HttpMethod } from "../client/operation-description.js";
import type { RequestHeaders } from "./request-headers.js";
import type { ResponseHeaders } from "./response-headers.js";

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly method: HttpMethod;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: RequestHeaders;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** Status and header fields of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: ResponseHeaders;
}

/** One answer as it came. */
export interface WireAnswer extends AnswerHead {
  readonly body: Uint8Array;
}

export interface ExchangeLimits {
  /** Milliseconds from sending to the end of the answer. */
  readonly timeout: number;
  /** Bytes that the body of the answer may have. */
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** What keeps a call from its answer, or from the next page. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  declare readonly kind: ErrorKind;
  /** True when the same exchange may succeed later. */
  declare readonly transient: boolean;

  constructor(message: string, kind: ErrorKind, transient = false, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { kind, transient });
  }
}

/** How an exchange ends that something else stopped; what it was is the cause. */
export function brokenExchange(error: unknown): ExchangeError {
  if (error instanceof ExchangeError) return error;
  const { kind, transient } = classifyFailure(error);
  return new ExchangeError(failureMessage(error), kind, transient, error);
}

/** How an exchange ends whose caller gave up. */
export function cancelled(signal: AbortSignal): ExchangeError {
  return new ExchangeError("cancelled by the caller", "cancelled", false, signal.reason);
}

/** How an exchange ends that got no answer in its time. */
export function timedOut(timeout: number): ExchangeError {
  return new ExchangeError(`no answer within ${Math.ceil(timeout)} ms`, "timeout", true);
}

/** How an exchange ends whose answer is too long. */
export function tooLong(maxBytes: number): ExchangeError {
  return new ExchangeError(`the answer is longer than ${maxBytes} bytes`, "response", false);
}
