import type { Bucket } from "./bucket.js";
import { type Clock, systemClock } from "../clock.js";
import { LocalBucket } from "./local-bucket.js";
import type { WeightedWaitOptions } from "./metered-queue.js";
import type { RateLimit } from "./rate-limit-store.js";
import { SharedBucket } from "./shared-bucket.js";
import { SharedLimit, type SharedLimitOptions } from "./shared-limit.js";

export interface RateLimiterOptions extends SharedLimitOptions {
  /** Grants per second in the long run; `Infinity` limits by `observe` only. */
  readonly rate: number;
  /** Grants that may happen at once after a pause. Default: one second's worth, at least 1. */
  readonly burst?: number | undefined;
  /** Callers that may wait, for each key; one more is refused. Default: 10,000. */
  readonly maxQueue?: number | undefined;
  /** Default: the machine's own. Only its monotonic time is used between grants. */
  readonly clock?: Clock | undefined;
}

export interface AcquireOptions extends WeightedWaitOptions {
  /** Which of the limiter's buckets; each key has one of its own. Default: the one without a key. */
  readonly key?: string | undefined;
}

/** What a caller who does not wait can choose. */
export type TryAcquireOptions = Pick<AcquireOptions, "key" | "weight" | "priority">;

const noOptions: AcquireOptions = {};
const granted = Promise.resolve();

/**
 * Token bucket: in every window of t seconds at most burst + rate · t grants, for each key. Those who wait go
 * by priority, and among equals in the order in which they came.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  readonly #maxQueue: number;
  readonly #shared: SharedLimit | undefined;
  readonly #unkeyed: Bucket;
  readonly #buckets = new Map<string, Bucket>();
  /** Goes round the buckets, two for each new one. */
  #round: Iterator<readonly [string, Bucket]> | undefined;

  /**
   * @throws RangeError when `rate`, `burst` or another number is out of its range
   * @throws TypeError when there is a store but no `name`
   */
  constructor(options: RateLimiterOptions) {
    const { rate, burst = Math.max(1, rate), maxQueue = 10_000, clock = systemClock } = options;
    if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be positive.`);
    if (!(burst > 0)) throw new RangeError(`burst is ${burst}; it must be positive.`);
    this.#limit = { rate, burst };
    this.#clock = clock;
    this.#maxQueue = maxQueue;
    this.#shared = options.store && new SharedLimit(options.store, this.#limit, clock, options);
    this.#unkeyed = this.#create(undefined);
  }

  /** Keys that are remembered: those in use, and some whose buckets are full again. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Waits for a grant, behind everybody of the same or a higher priority who asked before.
   * @throws the signal's reason when it aborts
   * @throws {RateLimitExceededError} when the grant would come after `maxWait`, as soon as that is known, and at
   *   once when `maxQueue` wait already
   * @throws {RateLimitStoreError} when the store is away, with `onStoreFailure: "refuse"`
   * @throws RangeError when `weight` is not positive or greater than the burst
   */
  acquire(options?: AcquireOptions): Promise<void> {
    return this.enter(options) ?? granted;
  }

  /**
   * The same as `acquire` for code that is called often: `undefined` instead of a promise when the grant is there
   * at once, which is never with a store. It throws nothing: the promise rejects.
   */
  enter(options: AcquireOptions = noOptions): Promise<void> | undefined {
    const { key, weight = 1 } = options;
    const wrong = this.#wrong(weight, options.priority);
    if (wrong !== undefined) return Promise.reject(wrong);
    return (key === undefined ? this.#unkeyed : this.#bucket(key)).enter(options);
  }

  /**
   * Takes a grant if one is free and nobody waits for it who would come before.
   * @throws {RateLimitStoreError} when the store is away, with `onStoreFailure: "refuse"`
   * @throws RangeError when `weight` is not positive or greater than the burst
   */
  async tryAcquire(options: TryAcquireOptions = noOptions): Promise<boolean> {
    const { key, weight = 1, priority = 0 } = options;
    const wrong = this.#wrong(weight, priority);
    if (wrong !== undefined) throw wrong;
    return (key === undefined ? this.#unkeyed : this.#bucket(key)).tryEnter(weight, priority);
  }

  /**
   * Learns from what a service says of its own limit: at once never more grants than remain, and none before the
   * reset when nothing remains. With a store the others learn of the latter only.
   * @param remaining grants left
   * @param resetAt milliseconds since the Unix epoch
   */
  observe(remaining: number, resetAt: number, key?: string): void {
    // From here on the monotonic clock counts, so that a change of the machine's clock neither frees nor stalls.
    const ms = resetAt - this.#clock.wallTime();
    const bucket = key === undefined ? this.#unkeyed : this.#bucket(key);
    if (!Number.isNaN(remaining)) bucket.observe(Math.max(0, remaining), ms);
  }

  #wrong(weight: number, priority: number | undefined): RangeError | undefined {
    const { burst } = this.#limit;
    if (!(weight > 0 && weight <= burst)) {
      return new RangeError(`weight is ${weight}; it must be positive and at most ${burst}.`);
    }
    if (Number.isNaN(priority)) return new RangeError("priority is NaN; it must be a number.");
    return undefined;
  }

  #bucket(key: string): Bucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#forget();
      this.#forget();
      bucket = this.#create(key);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  /** Looks at the next bucket on the round: with two for each new one, most that are kept are in use. */
  #forget(): void {
    this.#round ??= this.#buckets.entries();
    const step = this.#round.next();
    if (step.done) this.#round = undefined;
    else if (step.value[1].isIdle()) this.#buckets.delete(step.value[0]);
  }

  #create(key: string | undefined): Bucket {
    if (this.#shared === undefined) {
      return new LocalBucket(this.#limit, this.#clock, this.#maxQueue);
    }
    const name = this.#shared.keyFor(key);
    return new SharedBucket(this.#shared, name, this.#clock, this.#maxQueue);
  }
}
