import { decodeErrorAnswer } from "../http/decode-answer.js";
import { kindOfStatus, transientStatuses } from "../failure/error-kind.js";
import type { AnswerHead, WireAnswer } from "../http/exchange.js";
import { headerValue } from "../http/response-headers.js";
import { logText } from "../failure/log-text.js";
import { ServiceError } from "../failure/service-error.js";
import { statusMessage } from "../failure/status-message.js";
import type { CallContext } from "./call-context.js";
import { matchesStatus } from "./retried-status.js";
import type { PreparedRequest } from "./prepare-request.js";

/** True for an answer of a call that may be sent again because of it. */
export function isTransient(
  { reading: { limited }, settings, options }: CallContext,
  { status, headers }: AnswerHead,
  request: PreparedRequest,
): boolean {
  const { retry } = settings.service;
  const { statuses = retry?.statuses ?? transientStatuses } = settings.retryOptions(options.retry);
  // A call that was refused for being one too many was not processed: any method may come again.
  const mayRepeat = limited ? request.resendable : request.repeatable;
  const field = retry?.header && headerValue(headers, retry.header.toLowerCase());
  if (field === "true" || field === "false") return mayRepeat && field === "true";
  return mayRepeat && (limited || matchesStatus(statuses, status));
}

/** The error that an answer with an error status becomes. */
export function statusError(
  context: CallContext,
  { status, headers, body }: WireAnswer,
  retryable: boolean,
): ServiceError {
  const { operation, filter, requestId, attempts } = context;
  const { limited, retryAfter } = context.reading;
  const { values } = context.plan.description;
  const parse = values && ((text: string) => values.fromWire(status, text));
  const { value, format } = decodeErrorAnswer(body, headers, filter, parse);
  const suffix = requestId === undefined ? "" : ` (request ${logText(requestId, 100)})`;
  return new ServiceError(
    `${context.settings.service.name} ${operation}: ${statusMessage(status, value)}${suffix}`,
    {
      operation,
      status,
      headers,
      requestId,
      retryAfter,
      filter,
      retryable,
      attempts,
      kind: limited ? "rate-limit" : kindOfStatus(status),
      body: value,
      bodyFormat: format,
    },
  );
}
