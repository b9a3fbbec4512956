import type { Clock } from "../clock.js";

export interface InTimeOptions {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** Made only when the time is over. */
  readonly late: () => Error;
}

/**
 * What a task resolves to that somebody else may not end in time. Leaves neither timer nor listener behind.
 * @param task gets a signal that aborts when nobody waits any more
 * @throws what `late` makes when the time is over; the signal's reason when it aborts
 */
export async function inTime<Value>(
  task: (signal: AbortSignal) => Promise<Value>,
  { clock, timeout, signal, late }: InTimeOptions,
): Promise<Value> {
  signal?.throwIfAborted();
  const waiting = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown): void => {
    reject(reason);
    waiting.abort(reason);
  };
  const onAbort = (): void => {
    end(signal?.reason);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  const cancel = clock.after(timeout, () => {
    end(late());
  });
  try {
    return await Promise.race([task(waiting.signal), ended]);
  } finally {
    cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}
