/** A grant that would come later than the caller can wait, or behind more callers than may wait. */
export class RateLimitExceededError extends Error {
  override readonly name = "RateLimitExceededError";
  /** Milliseconds until the grant; 0 when nobody knows. */
  readonly retryAfter: number;

  /** @param because what stands in the way, where it is not the rate */
  constructor(retryAfter: number, because = "") {
    super(
      `${because}The rate limit allows the next call in ${Math.ceil(Math.max(0, retryAfter))} ms.`,
    );
    this.retryAfter = Math.max(0, retryAfter);
  }
}

/** A shared store that cannot be asked, where calls are refused while it is away. */
export class RateLimitStoreError extends Error {
  override readonly name = "RateLimitStoreError";
  /** Milliseconds until the store is asked again. */
  readonly retryAfter: number;

  constructor(retryAfter: number, cause: unknown) {
    super(
      `The rate limit's store does not answer; it is asked again in ${Math.ceil(retryAfter)} ms.`,
      { cause },
    );
    this.retryAfter = retryAfter;
  }
}
