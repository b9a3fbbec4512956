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
  #disposed = false;
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
    const current = this.#current;
    if (this.#done || (current !== undefined && current.failure === undefined))
      return this.return();
    // Until the next attempt begins there is none, whoever asks.
    this.#done = true;
    if (current?.failure !== undefined) await this.#waitAfter(current.failure.error);
    else if (this.#disposed) return { done: true, value: undefined };
    else this.#signal?.throwIfAborted();
    this.#done = false;
    this.#current = new RetryAttempt(this.#sequence.attempt);
    return { done: false, value: this.#current };
  }

  /** The loop was left: what did not fail has succeeded. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    const succeeded = this.#current !== undefined && this.#current.failure === undefined;
    if (succeeded && !this.#done && !this.#disposed) this.#sequence.succeeded();
    this.#done = true;
    return { done: true, value: undefined };
  }

  /** No attempt begins any more; a wait ends at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#wait?.abort(this.#current?.failure?.error);
  }

  async #waitAfter(error: unknown): Promise<void> {
    if (this.#disposed) throw error;
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
      wait.signal.throwIfAborted();
    } finally {
      this.#wait = undefined;
      signal?.removeEventListener("abort", onAbort);
    }
  }
}
