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
 * What `value` resolves to. Leaves neither timer nor listener behind.
 * @throws what `late` makes when the time is over; the signal's reason when it aborts
 */
export async function inTime<Value>(value: Promise<Value>, options: InTimeOptions): Promise<Value> {
  const { clock, timeout, signal, late } = options;
  let release: (() => void) | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => {
      reject(signal?.reason as Error); // whatever the caller aborted with
    };
    const cancel = clock.after(timeout, () => {
      reject(late());
    });
    // A signal that has aborted before will not say so again.
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    release = () => {
      cancel();
      signal?.removeEventListener("abort", onAbort);
    };
  });
  try {
    return await Promise.race([value, ended]);
  } finally {
    release?.();
  }
}
