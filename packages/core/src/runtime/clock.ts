/** Time as a parameter, so that no test has to wait. */
export interface Clock {
  /** Monotonic time in milliseconds: for durations. */
  now(): number;
  /** Milliseconds since the Unix epoch: for dates. */
  wallTime(): number;
  /**
   * Resolves after `ms` milliseconds.
   * @throws the signal's reason when `signal` aborts first; no timer is left behind
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `callback` once, `ms` milliseconds from now.
   * @returns cancels the call; no timer is left behind
   */
  after(ms: number, callback: () => void): () => void;
}

/** Node's timers hold 31 bits: a longer delay would fire at once. */
const longestDelay = 2 ** 31 - 1;

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, Math.min(ms, longestDelay));
  return () => {
    clearTimeout(timer);
  };
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const onAbort = (): void => {
        cancel();
        reject(signal?.reason as Error); // whatever the caller aborted with
      };
      const cancel = after(ms, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
  after,
};
