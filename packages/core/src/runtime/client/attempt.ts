import type { ErrorKind } from "../failure/error-kind.js";
import { ExchangeError, type WireRequest } from "../http/exchange.js";
import { withQueryParameter } from "../http/query-parameter.js";
import { redirectLimit, redirectTarget } from "../http/redirect.js";
import { withoutCredentials } from "../http/request-headers.js";
import type { RequestRecord } from "../metrics/metrics-recorder.js";
import type { OpenLimits, Transport } from "../http/transport.js";
import type { CallContext } from "./call-context.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { middlewarePass } from "./middleware-pass.js";
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
 * @param signal ends it; not always the call's own, because others may wait for the same answer
 * @throws {ExchangeError} when there is no answer, or too many redirects
 */
export async function attempt<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  first: PreparedRequest,
  signal: AbortSignal | undefined,
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
      signal,
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
  const start = metrics === undefined ? 0 : limits.clock.now();
  try {
    let answer: Received;
    if (middleware.length > 0) {
      answer = await middlewarePass(context, transport, reception, request, limits);
    } else {
      const received = await reception.receive(transport, request, limits);
      const decoded = reception.decode(received, limits.maxBytes);
      answer = decoded instanceof Promise ? await decoded : decoded;
    }
    metrics?.recordRequest(record(context, request, start, answer.status, undefined));
    return answer;
  } catch (error) {
    const errorKind = error instanceof ExchangeError ? error.kind : "unknown";
    metrics?.recordRequest(record(context, request, start, undefined, errorKind));
    throw error;
  }
}

function record(
  { settings, plan, operation, attempts }: CallContext,
  { method, origin }: WireRequest,
  start: number,
  status: number | undefined,
  errorKind: ErrorKind | undefined,
): RequestRecord {
  return {
    service: settings.service.name,
    operation,
    method,
    origin,
    template: settings.baseFor(plan.description.baseUrl).path + plan.description.path,
    status,
    errorKind,
    resend: attempts - 1,
    duration: settings.clock.now() - start,
  };
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
