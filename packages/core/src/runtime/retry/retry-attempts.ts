import type { RetrySequence } from "./retry-sequence.js";

/** One round of a loop over `RetryAttempts`. */
export class RetryAttempt {
  /** From 1. */
  readonly number: number;
  #failure: { readonly error: unknown } | undefined;

  constructor(number: number) {
    this.number = number;
  }

  /** Says that the attempt failed, and with what. A round that ends without it has succeeded. */
  failed(error: unknown): void {
    this.#failure = { error };
  }

  /** What `failed` was told. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }
}

/**
 * The attempts of one run as a loop, for code that a function cannot hold. After a round that called
 * `attempt.failed(error)` the next begins when it may, or the loop throws that error; after any other it ends.
 * Nothing is left behind however the loop is left; disposing ends a wait at once.
 */
export class RetryAttempts
  implements AsyncIterableIterator<RetryAttempt, undefined>, AsyncDisposable
{
  readonly #sequence: RetrySequence;
  readonly #signal: AbortSignal | undefined;
  #current: RetryAttempt | undefined;
  #done = false;
  /** Ends the wait that is under way. */
  #wait: AbortController | undefined;

  /** Made by `RetryHelper.attempts`. */
  constructor(sequence: RetrySequence, signal: AbortSignal | undefined) {
    this.#sequence = sequence;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * @throws what the last attempt failed with, when no other follows or the attempts were disposed
   * @throws the signal's reason when it has aborted
   */
  async next(): Promise<IteratorResult<RetryAttempt, undefined>> {
    if (this.#done) return { done: true, value: undefined };
    const failure = this.#current?.failure;
    if (this.#current !== undefined && failure === undefined) return this.return();
    // Until the next attempt there is none, whoever asks.
    this.#done = true;
    if (failure === undefined) this.#signal?.throwIfAborted();
    else await this.#waitAfter(failure.error);
    this.#done = false;
    this.#current = new RetryAttempt(this.#sequence.attempt);
    return { done: false, value: this.#current };
  }

  /** The loop was left: what did not fail has succeeded. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    if (!this.#done && this.#current !== undefined && this.#current.failure === undefined) {
      this.#sequence.succeeded();
    }
    this.#done = true;
    return { done: true, value: undefined };
  }

  /** Ends the loop; in a wait, it throws what the last attempt failed with. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#done = true;
    this.#wait?.abort(this.#current?.failure?.error);
  }

  async #waitAfter(error: unknown): Promise<void> {
    const wait = new AbortController();
    const signal = this.#signal;
    const onAbort = (): void => {
      wait.abort(signal?.reason);
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#wait = wait;
    try {
      await this.#sequence.next(error, wait.signal);
    } finally {
      this.#wait = undefined;
      signal?.removeEventListener("abort", onAbort);
    }
  }
}
