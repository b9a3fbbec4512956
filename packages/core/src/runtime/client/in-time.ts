import type { Clock } from "../clock.js";
import { cancelled, type ExchangeError } from "../http/exchange.js";

export interface InTimeOptions {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** Made only when the time is over. */
  readonly late: () => ExchangeError;
}

/**
 * What a task resolves to that somebody else may not end in time. Leaves neither timer nor listener behind.
 * @param task gets a signal that aborts when nobody waits any more
 * @throws {ExchangeError} what `late` makes when the time is over; of kind "cancelled" when the signal aborts
 */
export async function inTime<Value>(
  task: (signal: AbortSignal) => Promise<Value>,
  { clock, timeout, signal, late }: InTimeOptions,
): Promise<Value> {
  const waiting = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (failure: ExchangeError): void => {
    reject(failure);
    waiting.abort(failure);
  };
  const onAbort = (): void => {
    if (signal) end(cancelled(signal));
  };
  const cancel = clock.after(timeout, () => {
    end(late());
  });
  // The task begins even so: what it has begun already must not fail where nobody looks.
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([task(waiting.signal), ended]);
  } finally {
    cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}
