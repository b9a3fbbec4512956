import { type Clock, systemClock } from "../clock.js";

export interface RateLimiterOptions {
  /** Grants per second in the long run; `Infinity` limits by `observe` only. */
  readonly rate: number;
  /** Grants that may happen at once after a pause. Default: one second's worth, at least 1. */
  readonly burst?: number;
  /** Default: the machine's own. Only its monotonic time is used between grants. */
  readonly clock?: Clock;
}

export interface AcquireOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
  /** What the grant counts for. Default: 1. */
  readonly weight?: number;
  /** Milliseconds that are waited at most. Default: no limit. */
  readonly maxWait?: number;
}

/** A grant that would come later than the caller can wait. */
export class RateLimitExceededError extends Error {
  override readonly name = "RateLimitExceededError";
  /** Milliseconds until the grant. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`The rate limit allows the next call in ${Math.ceil(retryAfter)} ms.`);
    this.retryAfter = retryAfter;
  }
}

interface Waiter {
  readonly weight: number;
  /** By `clock.now()`. */
  readonly deadline: number;
  readonly grant: () => void;
  readonly refuse: (reason: RateLimitExceededError) => void;
}

/**
 * Token bucket: in every window of t seconds at most burst + rate · t grants, in the order they were asked for.
 * Source: J. Turner, "New Directions in Communications", IEEE Communications Magazine 24(10), 1986.
 */
export class RateLimiter {
  readonly #rate: number;
  readonly #burst: number;
  readonly #clock: Clock;
  readonly #queue = new Set<Waiter>();
  #tokens: number;
  /** When `#tokens` was right, by `clock.now()`. */
  #updated: number;
  /** No grant before this time, by `clock.now()`. */
  #heldUntil = -Infinity;
  /** Ends the wait for the first in the queue. */
  #wait: AbortController | undefined;

  /** @throws RangeError when `rate` or `burst` is not positive */
  constructor({ rate, burst = Math.max(1, rate), clock = systemClock }: RateLimiterOptions) {
    if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be positive.`);
    if (!(burst > 0)) throw new RangeError(`burst is ${burst}; it must be positive.`);
    this.#rate = rate;
    this.#burst = burst;
    this.#clock = clock;
    this.#tokens = burst;
    this.#updated = clock.now();
  }

  /** Takes a grant if one is free and nobody waits for it. */
  tryAcquire(weight = 1): boolean {
    this.#check(weight);
    return this.#queue.size === 0 && this.#take(weight);
  }

  /**
   * Waits for a grant, behind everybody who asked before.
   * @throws the signal's reason when it aborts
   * @throws {RateLimitExceededError} at once, when the grant would come after `maxWait`
   * @throws RangeError when `weight` is not positive or greater than the burst
   */
  async acquire({ signal, weight = 1, maxWait = Infinity }: AcquireOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.tryAcquire(weight)) return;
    if (maxWait !== Infinity) {
      const wait = this.#waitFor(weight);
      if (wait > maxWait) throw new RateLimitExceededError(wait);
    }
    await this.#enqueue(weight, this.#clock.now() + maxWait, signal);
  }

  /**
   * Learns from what a service says of its own limit: never more grants than remain, and none before the reset
   * when nothing remains.
   * @param remaining grants left
   * @param resetAt milliseconds since the Unix epoch
   */
  observe(remaining: number, resetAt: number): void {
    if (this.#rate !== Infinity) {
      this.#refill();
      this.#tokens = Math.min(this.#tokens, Math.max(0, remaining));
    }
    if (remaining > 0) return;
    // From here on the monotonic clock counts, so that a change of the machine's clock neither frees nor stalls.
    const heldUntil = this.#clock.now() + (resetAt - this.#clock.wallTime());
    if (!(heldUntil > this.#heldUntil)) return;
    this.#heldUntil = heldUntil;
    for (const waiter of this.#queue) {
      if (waiter.deadline < heldUntil) {
        this.#queue.delete(waiter);
        waiter.refuse(new RateLimitExceededError(heldUntil - this.#clock.now()));
      }
    }
  }

  #check(weight: number): void {
    if (!(weight > 0) || weight > this.#burst) {
      throw new RangeError(`weight is ${weight}; it must be positive and at most ${this.#burst}.`);
    }
  }

  #take(weight: number): boolean {
    if (this.#clock.now() < this.#heldUntil) return false;
    if (this.#rate === Infinity) return true;
    this.#refill();
    if (this.#tokens < weight) return false;
    this.#tokens -= weight;
    return true;
  }

  #refill(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#updated) * this.#rate) / 1000;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#updated = now;
  }

  /** Milliseconds until somebody who asks now is granted, if nobody gives up. */
  #waitFor(weight: number): number {
    const held = this.#heldUntil - this.#clock.now();
    if (this.#rate === Infinity) return Math.max(0, held);
    this.#refill();
    let wanted = weight;
    for (const waiter of this.#queue) wanted += waiter.weight;
    return Math.max(0, held, ((wanted - this.#tokens) * 1000) / this.#rate);
  }

  #enqueue(weight: number, deadline: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.delete(waiter);
        reject(signal?.reason as Error); // whatever the caller aborted with
        // The next may need less, and when nobody is left no timer may be.
        this.#wait?.abort();
      };
      const settled = (): void => signal?.removeEventListener("abort", onAbort);
      const waiter: Waiter = {
        weight,
        deadline,
        grant: () => {
          settled();
          resolve();
        },
        refuse: (reason) => {
          settled();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#queue.add(waiter);
      if (this.#queue.size === 1 && this.#wait === undefined) void this.#serve();
    });
  }

  /** Grants in order until nobody waits; one timer in all, for the first in the queue. */
  async #serve(): Promise<void> {
    for (;;) {
      const [first] = this.#queue;
      if (first === undefined) break;
      if (this.#take(first.weight)) {
        this.#queue.delete(first);
        first.grant();
      } else {
        await this.#pause(first.weight);
      }
    }
    this.#wait = undefined;
  }

  async #pause(weight: number): Promise<void> {
    const held = this.#heldUntil - this.#clock.now();
    const short = ((weight - this.#tokens) * 1000) / this.#rate;
    this.#wait = new AbortController();
    // Whole milliseconds, because timers have no others; what a timer sleeps too long is gained, not lost.
    const wait = Math.max(1, Math.ceil(Math.max(held, this.#rate === Infinity ? 0 : short)));
    // It rejects only when somebody gives up, and then the queue is looked at again.
    await this.#clock.sleep(wait, this.#wait.signal).catch(() => undefined);
  }
}
