import { failureMessage } from "../failure/failure-kind.js";
import { type ErrorCode, errorCodes } from "../../errors/error-codes.js";
import type { ErrorKind } from "../failure/error-kind.js";
import { isAgentFlowError } from "../../errors/error.js";
import { CircuitOpenError } from "../breaker/circuit-open-error.js";
import { DecodeError } from "../http/decode-answer.js";
import { ExchangeError } from "../http/exchange.js";
import { ParameterError } from "../parameters/parameter-text.js";
import { ConcurrencyLimitExceededError } from "../rate-limit/concurrency-limiter.js";
import { RateLimitExceededError, RateLimitStoreError } from "../rate-limit/rate-limit-errors.js";
import {
  isServiceError,
  ServiceError,
  type ServiceErrorOptions,
} from "../failure/service-error.js";

/** What every error of one call says of it. */
export interface FailureContext extends Pick<
  ServiceErrorOptions,
  "operation" | "filter" | "attempts" | "requestId"
> {
  /** The service's name. */
  readonly service: string;
  /** True when the call may be sent again. */
  readonly repeatable: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The service error that stands for whatever stopped a call before it had a whole answer. */
export function callFailure(error: unknown, context: FailureContext): ServiceError {
  const { service, operation, repeatable, signal, ...always } = context;
  const message = (text: string): string => `${service} ${operation}: ${text}`;
  const options = { ...always, operation };
  if (error instanceof ExchangeError) {
    return new ServiceError(message(error.message), {
      ...options,
      kind: error.kind,
      retryable: error.transient && repeatable,
      cause: error.cause,
    });
  }
  // First, as the reason may be the error of another call.
  if (signal?.aborted && (error === signal.reason || !isServiceError(error))) {
    const cause: unknown = signal.reason;
    return new ServiceError(message("cancelled by the caller"), {
      ...options,
      kind: "cancelled",
      cause,
    });
  }
  if (isServiceError(error)) return error;
  const refusal = localRefusal(error);
  if (refusal) {
    const { text, ...rest } = refusal;
    // Nothing was sent.
    return new ServiceError(message(text), { ...options, ...rest, retryable: true });
  }
  // What `encodeURIComponent` throws for half of a surrogate pair.
  if (error instanceof URIError) {
    return new ServiceError(message("a parameter holds text that is not well-formed Unicode"), {
      ...options,
      kind: "validation",
    });
  }
  if (error instanceof ParameterError) {
    const { cause } = error;
    return new ServiceError(message(error.message), { ...options, kind: "validation", cause });
  }
  if (error instanceof DecodeError) {
    return new ServiceError(message(error.message), { ...options, kind: "response" });
  }
  if (isAgentFlowError(error)) {
    return new ServiceError(message(`${error.message} ${error.help}`), {
      ...options,
      kind: kindsByCode[error.code] ?? "auth",
      cause: error,
    });
  }
  return new ServiceError(message(failureMessage(error)), {
    ...options,
    kind: "unknown",
    cause: error,
  });
}

/** The others are of secrets and tokens. */
const kindsByCode: Partial<Record<ErrorCode, ErrorKind>> = {
  [errorCodes.configInvalid]: "validation",
  [errorCodes.requestMismatched]: "validation",
  [errorCodes.answerMismatched]: "response",
};

/** What kept a request from being sent, if something on this side did. */
function localRefusal(
  error: unknown,
):
  | (Pick<ServiceErrorOptions, "kind" | "retryAfter" | "cause"> & { readonly text: string })
  | undefined {
  if (error instanceof CircuitOpenError) {
    return { kind: "circuit-open", text: error.message, retryAfter: error.retryAfter };
  }
  if (error instanceof RateLimitExceededError || error instanceof RateLimitStoreError) {
    const { message: text, retryAfter, cause } = error;
    return { kind: "rate-limit", text, retryAfter, cause };
  }
  if (error instanceof ConcurrencyLimitExceededError) {
    return { kind: "rate-limit", text: error.message };
  }
  return undefined;
}
