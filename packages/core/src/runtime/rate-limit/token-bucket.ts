import type { Meter } from "./metered-queue.js";
import type { RateLimit } from "./rate-limit-store.js";

/**
 * In every window of t seconds at most burst + rate · t tokens.
 * Source: J. Turner, "New Directions in Communications", IEEE Communications Magazine 24(10), 1986.
 */
export class TokenBucket implements Meter {
  /** Tokens per second; 0 where there is no limit, because a bucket of infinite size needs no more. */
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  /** When `#tokens` was right, by the owner's monotonic clock. */
  #updated: number;
  /** No token before this time, by the same clock. */
  #heldUntil = -Infinity;

  constructor({ rate, burst }: RateLimit, now: number) {
    this.#rate = rate === Infinity ? 0 : rate;
    this.#burst = rate === Infinity ? Infinity : burst;
    this.#tokens = this.#burst;
    this.#updated = now;
  }

  take(weight: number, now: number): number {
    // What is heavier than the bucket is large goes when it is full, and is paid off afterwards.
    const needed = weight < this.#burst ? weight : this.#burst;
    this.#refill(now);
    if (this.#tokens < needed || now < this.#heldUntil) return this.waitFor(needed, now);
    this.#tokens -= weight;
    return 0;
  }

  waitFor(weight: number, now: number): number {
    this.#refill(now);
    const held = this.#heldUntil - now;
    const short = ((weight - this.#tokens) * 1000) / this.#rate;
    return Math.max(0, held, short);
  }

  /** Takes as many of the tokens as there are. */
  drain(weight: number, now: number): void {
    this.#refill(now);
    this.#tokens = Math.max(Math.min(0, this.#tokens), this.#tokens - weight);
  }

  /** Keeps at most `remaining` tokens. */
  lower(remaining: number, now: number): void {
    if (this.#burst === Infinity) return;
    this.#refill(now);
    this.#tokens = Math.min(this.#tokens, remaining);
  }

  /** Gives no token before a time; a longer hold stays. */
  hold(until: number): void {
    if (until > this.#heldUntil) this.#heldUntil = until;
  }

  /** True for a bucket that is like a new one. */
  isFull(now: number): boolean {
    this.#refill(now);
    return this.#tokens >= this.#burst && now >= this.#heldUntil;
  }

  #refill(now: number): void {
    const tokens = this.#tokens + ((now - this.#updated) * this.#rate) / 1000;
    this.#tokens = tokens < this.#burst ? tokens : this.#burst;
    this.#updated = now;
  }
}
