/** A token bucket's size. */
export interface RateLimit {
  /** Tokens per second that it gains. */
  readonly rate: number;
  /** Tokens that it holds at most. */
  readonly burst: number;
}

/** Where the buckets of a rate limiter are, when several processes share them. */
export interface RateLimitStore {
  /**
   * Takes tokens out of a bucket, or none when there are too few. A new bucket is full.
   * The store's own clock decides, so that the clocks of the processes need not agree.
   * @returns 0 when they were taken, else the milliseconds after which to ask again
   */
  take(key: string, weight: number, limit: RateLimit): Promise<number>;
  /** Lets nobody take tokens out of a bucket for `ms` milliseconds; a longer hold stays. */
  hold(key: string, ms: number): Promise<void>;
}
