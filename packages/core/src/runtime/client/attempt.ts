import type { ErrorKind } from "../failure/error-kind.js";
import { ExchangeError, type WireRequest } from "../http/exchange.js";
import { withQueryParameter } from "../http/query-parameter.js";
import { redirectLimit, redirectTarget } from "../http/redirect.js";
import { withoutCredentials } from "../http/request-headers.js";
import type { OpenLimits, Transport } from "../http/transport.js";
import type { CallContext } from "./call-context.js";
import { type MiddlewareAnswer, throughMiddleware } from "./middleware.js";
import type { PreparedRequest } from "./prepare-request.js";
import type { Reception } from "./reception.js";

/** An answer, and where it came from after redirects. */
export interface Delivery<Received extends MiddlewareAnswer> {
  readonly answer: Received;
  /** May hold a key, so it is not shown to anybody. */
  readonly url: string;
}

/**
 * Sends a call's request once, and follows redirects.
 * @throws {ExchangeError} when there is no answer, or too many redirects
 */
export async function attempt<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  first: PreparedRequest,
): Promise<Delivery<Received>> {
  const { clock, attemptTimeout, maxResponseBytes, idleTimeout } = context.settings;
  const end = Math.min(context.deadline, clock.now() + attemptTimeout);
  let request: WireRequest = first;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await exchangeOnce(context, transport, reception, request, {
      timeout: end - clock.now(),
      maxBytes: maxResponseBytes,
      idleTimeout: context.options.idleTimeout ?? idleTimeout,
      clock,
      signal: context.signal,
    });
    const target = redirectTarget(request, answer, first.resendable);
    if (target === undefined) return { answer, url: request.origin + request.path };
    reception.discard(answer);
    if (redirects === redirectLimit) {
      throw new ExchangeError(`redirected more than ${redirectLimit} times`, "redirect", false);
    }
    request = redirected(context, first, target);
  }
}

async function exchangeOnce<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  request: WireRequest,
  limits: OpenLimits,
): Promise<Received> {
  const { metrics, middleware } = context.settings;
  if (metrics === undefined && middleware.length === 0) {
    return reception.receive(transport, request, limits);
  }
  const start = limits.clock.now();
  let status: number | undefined;
  let errorKind: ErrorKind | undefined;
  try {
    const answer =
      middleware.length === 0
        ? await reception.receive(transport, request, limits)
        : await receiveThroughMiddleware(context, transport, reception, request, limits);
    status = answer.status;
    return answer;
  } catch (error) {
    errorKind = error instanceof ExchangeError ? error.kind : "unknown";
    throw error;
  } finally {
    metrics?.recordRequest({
      service: context.settings.service.name,
      operation: context.operation,
      method: request.method,
      origin: request.origin,
      template: context.plan.description.path,
      status,
      errorKind,
      resend: context.attempts - 1,
      duration: limits.clock.now() - start,
    });
  }
}

async function receiveThroughMiddleware<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  request: WireRequest,
  limits: OpenLimits,
): Promise<Received> {
  const { settings, operation, attempts, signal } = context;
  const answer = await throughMiddleware(
    settings.middleware,
    request,
    (sent) => reception.receive(transport, sent, limits),
    { service: settings.service.name, operation, attempt: attempts, signal },
  );
  return reception.restore(answer, limits.maxBytes);
}

/** Credentials stay behind when the request leaves the origins that may have them. */
function redirected(
  { settings, credential }: CallContext,
  first: PreparedRequest,
  target: URL,
): WireRequest {
  const trusted = settings.maySendCredentials(target.origin);
  const key = credential?.in === "query" ? credential : undefined;
  const path = target.pathname + target.search;
  return {
    ...first,
    origin: target.origin,
    path: key ? withQueryParameter(path, key.name, trusted ? key.value : undefined) : path,
    headers: trusted ? first.headers : withoutCredentials(first.headers, settings.apiKeyFields),
  };
}
