/** A clock that stands still until it is told to go on; who waits is woken in the order of time. */
export class SteppedClock {
  #now = 0;
  readonly #waiting: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#waiting.push({ at: this.#now + ms, wake });
    });
  }

  /** Resolves when somebody waits. */
  async untilAwaited(): Promise<void> {
    while (this.#waiting.length === 0) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  /** Goes on to the next moment somebody waits for, as long as somebody waits. */
  async run(): Promise<void> {
    for (;;) {
      // Everything that is ready now happens before time goes on.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      const next = Math.min(...this.#waiting.map(({ at }) => at));
      if (next === Infinity) return;
      this.#now = next;
      for (const waiter of this.#waiting.filter(({ at }) => at === next)) {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.wake();
      }
    }
  }
}
