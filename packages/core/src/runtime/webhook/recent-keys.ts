import type { Clock } from "../clock.js";

/** Keys that were added within a time, at most a number of them: beyond, the oldest goes. */
export class RecentKeys {
  readonly #ttl: number;
  readonly #max: number;
  readonly #clock: Clock;
  /** When each is forgotten, by `clock.now()`. All stay equally long, so the first goes first. */
  readonly #ends = new Map<string, number>();

  /** @param ttl milliseconds */
  constructor(ttl: number, max: number, clock: Clock) {
    this.#ttl = ttl;
    this.#max = max;
    this.#clock = clock;
  }

  /** True when the key was not there. */
  add(key: string): boolean {
    const now = this.#clock.now();
    for (const [old, end] of this.#ends) {
      if (end > now) break;
      this.#ends.delete(old);
    }
    if (this.#ends.has(key)) return false;
    for (const oldest of this.#ends.keys()) {
      if (this.#ends.size < this.#max) break;
      this.#ends.delete(oldest);
    }
    this.#ends.set(key, now + this.#ttl);
    return true;
  }

  delete(key: string): void {
    this.#ends.delete(key);
  }
}
