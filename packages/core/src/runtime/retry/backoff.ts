/**
 * Which part of a wait is random. Of the ceiling min(maxDelay, baseDelay · 2ⁿ):
 * - `"full"`: from nothing to all of it. Spreads callers that failed together the most.
 * - `"equal"`: half of it, and a random share of the other half. Never comes back at once.
 * - `"decorrelated"`: from `baseDelay` to three times the wait before, at most `maxDelay`.
 * - `"none"`: all of it. For a caller that is alone.
 *
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export type Jitter = "full" | "equal" | "decorrelated" | "none";

const jitters: ReadonlySet<string> = new Set<Jitter>(["full", "equal", "decorrelated", "none"]);

/** How the waits between attempts grow. */
export interface BackoffOptions {
  /** Milliseconds that the first wait is at most. Default: 500. */
  readonly baseDelay?: number;
  /** Milliseconds that any wait is at most. Default: 20,000. */
  readonly maxDelay?: number;
  /** Default: `"full"`. */
  readonly jitter?: Jitter;
}

/**
 * Exponential back-off in milliseconds.
 * @param retry n: 0 before the second attempt
 * @param random from 0 to less than 1
 * @param previous the back-off before this one in milliseconds, for `"decorrelated"`; default: `baseDelay`
 */
export function backoffDelay(
  retry: number,
  { baseDelay = 500, maxDelay = 20_000, jitter = "full" }: BackoffOptions,
  random: () => number,
  previous: number = baseDelay,
): number {
  const ceiling = backoffCeiling(retry, { baseDelay, maxDelay });
  switch (jitter) {
    case "full":
      return random() * ceiling;
    case "equal":
      return (ceiling + random() * ceiling) / 2;
    case "decorrelated":
      // A cap below the base leaves nothing between the two.
      return Math.min(maxDelay, baseDelay + random() * Math.max(0, previous * 3 - baseDelay));
    case "none":
      return ceiling;
  }
}

/** Milliseconds that a wait is at most: what `"full"` jitter takes a random share of. */
export function backoffCeiling(
  retry: number,
  { baseDelay = 500, maxDelay = 20_000 }: BackoffOptions,
): number {
  // Beyond, 2ⁿ is Infinity, which makes no number of a base of 0.
  return Math.min(maxDelay, baseDelay * 2 ** Math.min(retry, 1_000));
}

/** @throws RangeError when a delay is negative or no number, or the jitter has another name */
export function checkBackoff({
  baseDelay = 0,
  maxDelay = 0,
  jitter = "full",
}: BackoffOptions): void {
  if (!(baseDelay >= 0 && baseDelay < Infinity)) {
    throw new RangeError(`baseDelay is ${baseDelay}; it must be finite and not negative.`);
  }
  if (!(maxDelay >= 0)) throw new RangeError(`maxDelay is ${maxDelay}; it must not be negative.`);
  if (!jitters.has(jitter)) {
    throw new RangeError(`jitter is ${jitter}; it must be one of ${[...jitters].join(", ")}.`);
  }
}
