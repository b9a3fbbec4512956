import { timedOut } from "../http/exchange.js";
import type { OpenLimits } from "../http/transport.js";
import { inTime } from "./in-time.js";

/** Limits of one request of a call. */
export interface RequestLimits extends OpenLimits {
  /** When `timeout` is over, by `clock.now()`. */
  readonly end: number;
}

/**
 * What a task resolves to that belongs to a request and does not watch its limits itself.
 * @throws {ExchangeError} when the request's time is over, or its signal aborts
 */
export function withinLimits<Value>(
  { clock, end, signal, timeout }: RequestLimits,
  task: () => Promise<Value>,
): Promise<Value> {
  const late = () => timedOut(timeout);
  return inTime(task, { clock, timeout: end - clock.now(), signal, late });
}
