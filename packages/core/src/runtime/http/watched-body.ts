/**
 * A body that tells when nothing more of it comes: at its end, when it breaks off, when nobody reads on, or when its
 * signal aborts, which ends it also while nobody reads.
 */
export class WatchedBody implements AsyncIterableIterator<Uint8Array> {
  readonly #body: AsyncIterableIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  #done: (() => void) | undefined;

  /** @param done called once */
  constructor(
    body: AsyncIterableIterator<Uint8Array>,
    done: () => void,
    signal: AbortSignal | undefined,
  ) {
    this.#body = body;
    this.#done = done;
    this.#signal = signal;
    if (signal?.aborted) this.#end();
    else signal?.addEventListener("abort", this.#end, { once: true });
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      const result = await this.#body.next();
      if (result.done === true) this.#end();
      return result.done === true ? { done: true, value: undefined } : result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#end();
    await this.#body.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #end = (): void => {
    this.#signal?.removeEventListener("abort", this.#end);
    const done = this.#done;
    this.#done = undefined;
    done?.();
  };
}
