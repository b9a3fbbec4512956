/** Bytes cut into pieces of these lengths, again and again. */
export async function* pieces(
  bytes: Uint8Array,
  lengths: readonly number[],
): AsyncGenerator<Uint8Array, void, undefined> {
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const end = start + (lengths[index % lengths.length] ?? bytes.length);
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** A source that tells what was taken from it. */
export class Source implements AsyncIterableIterator<Uint8Array, undefined> {
  /** Pieces that were taken. */
  given = 0;
  /** How often the source was told to end before its end. */
  ended = 0;
  readonly #pieces: readonly Uint8Array[];
  readonly #error: unknown;

  /** @param error thrown after the last piece; default: none, the source ends */
  constructor(all: readonly (Uint8Array | string)[], error?: unknown) {
    this.#pieces = all.map((piece) =>
      typeof piece === "string" ? new TextEncoder().encode(piece) : piece,
    );
    this.#error = error;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const value = this.ended > 0 ? undefined : this.#pieces[this.given];
    if (value) {
      this.given += 1;
      return Promise.resolve({ done: false, value });
    }
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a source may throw anything
    if (this.#error !== undefined && this.ended === 0) return Promise.reject(this.#error);
    return Promise.resolve({ done: true, value: undefined });
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.ended = 1;
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
