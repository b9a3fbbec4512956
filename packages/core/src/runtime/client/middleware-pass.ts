import { timedOut, type WireRequest } from "../http/exchange.js";
import type { Transport } from "../http/transport.js";
import type { CallContext } from "./call-context.js";
import { type MiddlewareAnswer, throughMiddleware } from "./middleware.js";
import type { Reception } from "./reception.js";
import { type RequestLimits, withinLimits } from "./request-limits.js";

/**
 * Sends a request through the client's middleware. Whatever a middleware does, it has no more time than the request
 * itself would have, and every answer that it asked for has ended when the caller's has.
 * @throws {ExchangeError} when there is no answer in time, or the signal aborts
 * @throws what a middleware throws
 */
export async function middlewarePass<Received extends MiddlewareAnswer>(
  { settings, operation, attempts }: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  request: WireRequest,
  limits: RequestLimits,
): Promise<Received> {
  const { clock, end, maxBytes, signal, timeout } = limits;
  const received: Received[] = [];
  const exchange = async (sent: WireRequest): Promise<Received> => {
    const left = end - clock.now();
    if (left <= 0) throw timedOut(timeout);
    const answer = await reception.receive(transport, sent, { ...limits, timeout: left });
    const decoded = await reception.decode(answer, maxBytes);
    received.push(decoded);
    return decoded;
  };
  const leave = (): void => {
    for (const answer of received.splice(0)) reception.discard(answer);
  };
  const { middleware, service } = settings;
  const task = async (): Promise<Received> => {
    const context = { service: service.name, operation, attempt: attempts, signal };
    const answer = await throughMiddleware(middleware, request, exchange, context);
    return reception.restore(answer, maxBytes);
  };
  try {
    return reception.whenRead(await withinLimits(limits, task), leave, signal);
  } catch (error) {
    leave();
    throw error;
  }
}
