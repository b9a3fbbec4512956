/** A body that tells when nothing more of it comes: at its end, when it breaks off, or when nobody reads on. */
export class WatchedBody implements AsyncIterableIterator<Uint8Array> {
  readonly #body: AsyncIterableIterator<Uint8Array>;
  #done: (() => void) | undefined;

  /** @param done called once */
  constructor(body: AsyncIterableIterator<Uint8Array>, done: () => void) {
    this.#body = body;
    this.#done = done;
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

  #end(): void {
    const done = this.#done;
    this.#done = undefined;
    done?.();
  }
}
