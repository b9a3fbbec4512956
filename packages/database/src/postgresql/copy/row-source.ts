/** Rows of a caller, one after the other, the next of which can be looked at. */
export class RowSource {
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  #next: IteratorResult<unknown> | undefined;
  /** Rows that were taken. */
  taken = 0;

  /** @throws TypeError when it can be gone through in no way */
  constructor(rows: Iterable<unknown> | AsyncIterable<unknown>) {
    this.#iterator =
      Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  }

  /** The next row, which stays the next; `done` when there is none. Waits only where the caller's rows do. */
  peek(): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    if (this.#next !== undefined) return this.#next;
    const next = this.#iterator.next();
    if (!(next instanceof Promise)) return (this.#next = next);
    return next.then((result) => (this.#next = result));
  }

  /** Goes on to the row after the next. */
  take(): void {
    this.#next = undefined;
    this.taken += 1;
  }

  /** No more rows are wanted. One that hangs is not waited for. */
  close(): void {
    if (this.#next?.done === true) return;
    const closed = this.#iterator.return?.();
    if (closed instanceof Promise) closed.catch(ignore);
  }
}

function ignore(): void {
  // Nobody wants its rows any more.
}
