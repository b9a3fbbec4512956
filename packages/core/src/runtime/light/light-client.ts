import type { Answer, Caller } from "../client/caller.js";
import type { CallOptions } from "../client/client-options.js";
import type { OperationDescription } from "../client/operation-description.js";
import { isIdempotent, isSuccess } from "../client/operation-rules.js";
import type { CallParams } from "../client/request-plan.js";
import type { ServiceDescription } from "../client/service-description.js";
import { systemClock } from "../clock.js";
import { type ErrorKind, kindOfStatus, transientStatuses } from "../failure/error-kind.js";
import { ServiceError, type ServiceErrorOptions } from "../failure/service-error.js";
import { messageOf } from "../failure/status-message.js";
import { acceptsOnlyJson, isJsonType, mediaType } from "../http/media-type.js";
import { backoffCeiling } from "../retry/backoff.js";
import type { RetryOptions } from "../retry/retry-helper.js";
import { readBody } from "./light-answer.js";
import type { LightOptions } from "./light-options.js";
import { lightRequest } from "./light-request.js";
import { serviceLimit } from "./service-limit.js";

/**
 * A client for where bytes count, such as the bundle of a page or of a function at the edge: retries, the service's
 * own limit, a limit of time, pages and typed errors, and nothing else. It sends by `fetch`.
 */
export function createLightClient(service: ServiceDescription, options: LightOptions = {}): Caller {
  const { clock = systemClock, random = Math.random } = options;
  const limit = serviceLimit(service.rateLimit, clock);

  const execute = async (
    operation: OperationDescription,
    params: object,
    call: CallOptions = {},
    page?: URL,
  ): Promise<Answer> => {
    const { id, values } = operation;
    const { signal, timeout = options.timeout ?? 60_000, accept = operation.accept } = call;
    const retry = { ...retryOptions(options.retry), ...retryOptions(call.retry) };
    const { attempts = 3, statuses = transientStatuses, budget } = retry;
    const jsonOnly = acceptsOnlyJson(accept);
    const end = clock.now() + timeout;
    const late = new AbortController();
    const ended = AbortSignal.any([late.signal, signal ?? late.signal]);
    const stop = clock.after(timeout, () => {
      late.abort();
    });
    let secrets: readonly string[] = [];
    /** Requests that were sent. */
    let sent = 0;
    /** Milliseconds before the next attempt. */
    let delay = 0;

    /** A text without the credentials, as they are and as URLs have them. */
    const clean = (text: string): string =>
      secrets
        .flatMap((secret) => [secret, encodeURIComponent(secret)])
        .reduce((rest, form) => (form.length > 3 ? rest.replaceAll(form, "[secret]") : rest), text);

    try {
      for (let attempt = 1; ; attempt += 1) {
        /** What goes wrong in the part of the attempt that runs. */
        let stage: ErrorKind = "auth";
        let repeatable = false;
        let text = "";
        let facts: Omit<ServiceErrorOptions, "operation" | "filter">;
        try {
          ended.throwIfAborted();
          if (delay > 0) await clock.sleep(delay, ended);
          const credential = await options.auth?.(operation);
          secrets = credential?.secrets ?? [];
          stage = "validation";
          const { url, init } = lightRequest(
            service,
            options,
            operation,
            params as CallParams,
            call,
            credential,
            page,
          );
          const resendable = !init.duplex;
          repeatable = resendable && (isIdempotent(operation) || call.idempotencyKey !== undefined);
          stage = "rate-limit";
          await limit.enter(id, end, ended);
          sent += 1;
          stage = "network";
          const response = await (options.fetch ?? fetch)(url, { ...init, signal: ended });
          const { status } = response;
          const headers = Object.fromEntries(response.headers);
          const { limited, retryAfter } = limit.read(id, status, headers);
          const isGood = isSuccess(operation, status);
          const type = mediaType(headers["content-type"] ?? (jsonOnly ? "application/json" : ""));
          const read = await readBody(response, type, isGood ? String : clean, (json) =>
            values ? values.fromWire(status, json) : JSON.parse(json),
          );
          const { body, bodyFormat } = read;
          const isWanted = bodyFormat
            ? bodyFormat === "json" || !(jsonOnly || isJsonType(type))
            : !jsonOnly || status !== 200 || operation.method === "HEAD" || operation.mayBeEmpty;
          if (isGood && isWanted) {
            budget?.succeeded(attempt);
            return { data: body, status, headers, url: response.url || url };
          }
          text = `${status} ${isGood ? "without JSON" : (messageOf(body) ?? "")}`;
          facts = {
            kind: limited ? "rate-limit" : kindOfStatus(status),
            retryable: limited ? resendable : repeatable && statuses.includes(status),
            status,
            headers,
            retryAfter,
            requestId: headers[service.requestIdHeader?.toLowerCase() ?? ""],
            ...read,
          };
        } catch (caught) {
          const { message, cause = {} } = caught as Error;
          // What `fetch` failed with is the cause of what it throws.
          ({ code: text = message } = cause as Partial<NodeJS.ErrnoException>);
          if (late.signal.aborted) stage = "timeout";
          if (signal?.aborted) stage = "cancelled";
          if (ended.aborted) text = stage;
          facts = { kind: stage, retryable: repeatable && /^(?:timeout|network)$/.test(stage) };
        }
        const error = new ServiceError(`${service.name} ${id}: ${text}`, {
          operation: id,
          attempts: sent,
          filter: { text: clean, cause: String },
          ...facts,
        });
        delay = Math.max(random() * backoffCeiling(attempt - 1, retry), error.retryAfter ?? 0);
        if (
          attempt >= attempts ||
          !error.retryable ||
          retry.retryIf?.(error) === false ||
          // An attempt that begins when the time is up cannot succeed.
          clock.now() + delay >= end ||
          budget?.take() === false
        ) {
          throw error;
        }
      }
    } finally {
      stop();
    }
  };
  return { service, execute };
}

function retryOptions(given: RetryOptions | false | undefined): RetryOptions | undefined {
  return given === false ? { attempts: 1 } : given;
}
