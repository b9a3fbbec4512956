/** How the waits between tries grow. */
export interface BackoffOptions {
  /** Milliseconds that the first wait is at most. Default: 500. */
  readonly baseDelay?: number;
  /** Milliseconds that any wait is at most. Default: 20,000. */
  readonly maxDelay?: number;
}

/**
 * Exponential back-off with full jitter, in milliseconds: a random share of min(maxDelay, baseDelay · 2ⁿ).
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 * @param retry n: 0 before the second try
 * @param random from 0 to less than 1
 */
export function backoffDelay(
  retry: number,
  { baseDelay = 500, maxDelay = 20_000 }: BackoffOptions,
  random: () => number,
): number {
  // Beyond, 2ⁿ is Infinity, which makes no number of a base of 0.
  return random() * Math.min(maxDelay, baseDelay * 2 ** Math.min(retry, 1_000));
}
