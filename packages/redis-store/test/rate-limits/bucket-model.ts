import type { RateLimit } from "@agentflow/core/runtime";

/** A token bucket as the text books have it, in whole numbers: levels in millionths, times in microseconds. */
export class BucketModel {
  readonly #rate: bigint;
  readonly #burst: bigint;
  #level: bigint;
  #at: number;
  #heldUntil = 0;

  constructor({ rate, burst }: RateLimit, now: number) {
    this.#rate = BigInt(rate);
    this.#burst = BigInt(burst) * 1_000_000n;
    this.#level = this.#burst;
    this.#at = now;
  }

  take(weight: number, now: number): boolean {
    const gained = this.#level + BigInt(now - this.#at) * this.#rate;
    this.#level = gained < this.#burst ? gained : this.#burst;
    this.#at = now;
    const wanted = BigInt(weight) * 1_000_000n;
    if (now < this.#heldUntil || this.#level < wanted) return false;
    this.#level -= wanted;
    return true;
  }

  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }
}
