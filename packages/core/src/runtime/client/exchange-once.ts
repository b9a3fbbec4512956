import type { ErrorKind } from "../failure/error-kind.js";
import { isServiceError } from "../failure/service-error.js";
import { ExchangeError, type WireRequest } from "../http/exchange.js";
import type { Transport } from "../http/transport.js";
import type { RequestRecord } from "../metrics/metrics-recorder.js";
import type { CallContext } from "./call-context.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { middlewarePass } from "./middleware-pass.js";
import type { Reception } from "./reception.js";
import { type RequestLimits, withinLimits } from "./request-limits.js";

/**
 * Sends one request, and measures it.
 * @throws {ExchangeError} when there is no answer
 * @throws what a middleware throws
 */
export async function exchangeOnce<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  request: WireRequest,
  limits: RequestLimits,
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
      // Off the main thread, where nobody else can end it.
      answer = decoded instanceof Promise ? await withinLimits(limits, () => decoded) : decoded;
    }
    metrics?.recordRequest(record(context, request, start, answer.status, undefined));
    return answer;
  } catch (error) {
    metrics?.recordRequest(record(context, request, start, undefined, kindOf(error)));
    throw error;
  }
}

/** A middleware may call another service. */
function kindOf(error: unknown): ErrorKind {
  return error instanceof ExchangeError || isServiceError(error) ? error.kind : "unknown";
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
