export interface RetryBudgetOptions {
  /** Retries that may happen before any call succeeds. Default: 50. */
  readonly capacity?: number;
  /** Retries that a call earns which succeeds at its first attempt. Default: 0.2. */
  readonly refund?: number;
}

/**
 * Bounds the retries of everybody who shares it, so that a service that is down gets hardly more than the
 * calls themselves. A token bucket: a retry takes a token, a success at the first attempt gives back `refund`
 * of one, a success after a retry gives back one; it never holds more than `capacity`. While it holds less
 * than one token there are no retries.
 *
 * The defaults are those of the AWS SDKs (500 tokens; 10 for a retry after a connection failure or time-out,
 * 5 after others; a success at the first attempt earns 1), counted in retries: smithy-typescript,
 * `util-retry`, `DefaultRetryToken` and its constants.
 */
export class RetryBudget {
  readonly #capacity: number;
  readonly #refund: number;
  #tokens: number;

  /** @throws RangeError when `capacity` or `refund` is negative or no number */
  constructor({ capacity = 50, refund = 0.2 }: RetryBudgetOptions = {}) {
    for (const [name, value] of Object.entries({ capacity, refund })) {
      if (!(value >= 0)) throw new RangeError(`${name} is ${value}; it must not be negative.`);
    }
    this.#capacity = capacity;
    this.#refund = refund;
    this.#tokens = capacity;
  }

  /** Retries that are left, in fractions too. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Takes what a retry costs; false when it may not happen. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Gives back what was taken for a retry that did not happen. */
  restore(): void {
    this.#add(1);
  }

  /** @param attempts how many it took to succeed, from 1 */
  succeeded(attempts: number): void {
    if (this.#tokens < this.#capacity) this.#add(attempts === 1 ? this.#refund : 1);
  }

  #add(tokens: number): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + tokens);
  }
}
