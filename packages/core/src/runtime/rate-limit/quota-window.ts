/** The share of a full quota below which what is left is spread over the time to the reset. */
const littleLeft = 0.1;

/** Milliseconds by which the same reset may seem to differ: most services round it to whole seconds. */
const sameReset = 2_000;

/** What a service said of one quota, and how many more calls it lets go. Times are by the owner's monotonic clock. */
export class QuotaWindow {
  /** As the service says it, else the most that was ever left. */
  #limit = 0;
  #remaining = 0;
  /** `Infinity` when it was reset and no answer has said since what is left. */
  #resetAt = Infinity;
  /** What the first answer of this window said, because where a window slides the reset moves on with each. */
  #firstReset = Infinity;
  /** While little is left no call goes before this time. */
  #nextAt = -Infinity;

  /** True when no answer has spoken of it since its reset. */
  isForgotten(now: number): boolean {
    return this.#resetAt === Infinity || now >= this.#resetAt;
  }

  learn(remaining: number, limit: number | undefined, resetAt: number, now: number): void {
    this.#limit = limit ?? Math.max(this.#limit, remaining);
    const same = !this.isForgotten(now) && Math.abs(resetAt - this.#firstReset) <= sameReset;
    if (same) {
      // Answers overtake each other: one that says more than is known to be left is older than what is known.
      this.#remaining = Math.min(this.#remaining, remaining);
      this.#resetAt = Math.max(this.#resetAt, resetAt);
    } else {
      this.#remaining = remaining;
      this.#resetAt = resetAt;
      this.#firstReset = resetAt;
      this.#nextAt = -Infinity;
    }
  }

  /** Calls that may go besides those in flight. */
  left(now: number, inFlight: number, lost: number): number {
    if (now >= this.#resetAt) this.#reset();
    // How many it lets go after the reset is a guess, so that lost calls must not use it up. One may find out.
    if (this.#resetAt === Infinity) return Math.max(1, this.#limit) - inFlight;
    return this.#remaining - inFlight - lost;
  }

  /** Of those left, how many may go without a look at the clock. */
  plenty(now: number, inFlight: number, lost: number): number {
    const left = this.left(now, inFlight, lost);
    if (this.#resetAt === Infinity) return left;
    // Each that goes is one less left and one more in flight.
    return Math.min(left - this.#limit * littleLeft, (left - inFlight) / 2);
  }

  /** Milliseconds until the last of `count` more calls may go; `Infinity` when an answer has to come before. */
  waitFor(count: number, now: number, inFlight: number, lost: number): number {
    const left = this.left(now, inFlight, lost);
    const untilReset = this.#resetAt - now;
    if (left < count) return untilReset;
    if (!this.#isScarce(left, inFlight)) return 0;
    return Math.max(0, this.#nextAt - now) + ((count - 1) * untilReset) / left;
  }

  /** Notes that a call goes: what is left after it is spread evenly over the time to the reset. */
  went(now: number, inFlight: number, lost: number): void {
    const left = this.left(now, inFlight, lost);
    this.#nextAt = this.#isScarce(left, inFlight) ? now + (this.#resetAt - now) / left : -Infinity;
  }

  #isScarce(left: number, inFlight: number): boolean {
    return this.#resetAt !== Infinity && left < Math.max(this.#limit * littleLeft, inFlight);
  }

  #reset(): void {
    this.#resetAt = Infinity;
    this.#nextAt = -Infinity;
  }
}
