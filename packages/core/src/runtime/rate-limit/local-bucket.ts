import type { Bucket } from "./bucket.js";
import type { Clock } from "../clock.js";
import { MeteredQueue, type WeightedWaitOptions } from "./metered-queue.js";
import type { RateLimit } from "./rate-limit-store.js";
import { TokenBucket } from "./token-bucket.js";

/** A bucket of this process, and those who wait for it. */
export class LocalBucket implements Bucket {
  readonly #clock: Clock;
  readonly #tokens: TokenBucket;
  readonly #queue: MeteredQueue;

  constructor(limit: RateLimit, clock: Clock, maxQueue: number) {
    this.#clock = clock;
    this.#tokens = new TokenBucket(limit, clock.now());
    this.#queue = new MeteredQueue(this.#tokens, clock, maxQueue);
  }

  enter(options: WeightedWaitOptions): Promise<void> | undefined {
    return this.#queue.enter(options);
  }

  tryEnter(weight: number, priority: number): boolean {
    return this.#queue.tryEnter(weight, priority);
  }

  observe(remaining: number, ms: number): void {
    const now = this.#clock.now();
    this.#tokens.lower(remaining, now);
    if (remaining > 0) return;
    this.#tokens.hold(now + ms);
    // Those whose time ends before that hear it now.
    this.#queue.serve();
  }

  isIdle(): boolean {
    return this.#queue.size === 0 && this.#tokens.isFull(this.#clock.now());
  }
}
