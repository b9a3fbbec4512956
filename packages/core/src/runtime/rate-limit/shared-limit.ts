import type { Clock } from "../clock.js";
import { RateLimitStoreError } from "./rate-limit-errors.js";
import type { RateLimit, RateLimitStore } from "./rate-limit-store.js";
import { StoreGuard } from "../store/store-guard.js";

/** How a limit that several processes share is kept. */
export interface SharedLimitOptions {
  /** Where the buckets are. Default: in this process. */
  readonly store?: RateLimitStore | undefined;
  /** Begins the store's keys; limiters of the same name and limit share. Needed with a store. */
  readonly name?: string | undefined;
  /** While the store is away: a limit of this process alone, or RateLimitStoreError. Default: `"local"`. */
  readonly onStoreFailure?: "local" | "refuse" | undefined;
  /**
   * The share of rate and burst that this process allows itself while the store is away, above 0 and at most 1.
   * With n processes 1/n keeps their sum within the limit. Needed with a store, unless calls are refused meanwhile:
   * how many processes there are is not known here, and a guess would exceed the limit or waste it.
   */
  readonly localShare?: number | undefined;
  /** Milliseconds after which a store that did not answer counts as failed. Default: 100. */
  readonly storeTimeout?: number | undefined;
  /** Milliseconds after a failure in which the store is not asked. Default: 1,000. */
  readonly storePause?: number | undefined;
  /** Told of every failure of the store. Must not throw. */
  readonly onStoreError?: ((error: unknown) => void) | undefined;
}

/** A limit whose buckets are in a store, and what holds instead while the store is away. */
export class SharedLimit {
  readonly limit: RateLimit;
  readonly localLimit: RateLimit;
  readonly #store: RateLimitStore;
  readonly #name: string;
  readonly #refuses: boolean;
  readonly #guard: StoreGuard;
  readonly #clock: Clock;
  /** When the store may be asked again after its last failure, by `clock.now()`. */
  #askedAgainAt = -Infinity;
  #failure: unknown;

  /**
   * @throws TypeError when `name` or `localShare` is missing
   * @throws RangeError when the rate is not finite, or an option is out of its range
   */
  constructor(
    store: RateLimitStore,
    limit: RateLimit,
    clock: Clock,
    {
      name = "",
      onStoreFailure = "local",
      localShare = onStoreFailure === "refuse" ? 1 : undefined,
      storeTimeout = 100,
      storePause = 1_000,
      onStoreError,
    }: SharedLimitOptions,
  ) {
    if (name === "") throw new TypeError("name is missing; limiters that share a store need one.");
    if (!(limit.rate < Infinity)) {
      throw new RangeError(`rate is ${limit.rate}; a limit that is shared must be finite.`);
    }
    if (localShare === undefined) {
      throw new TypeError(
        'localShare is missing; with n processes give 1/n, or onStoreFailure: "refuse".',
      );
    }
    if (!(localShare > 0 && localShare <= 1)) {
      throw new RangeError(`localShare is ${localShare}; it must be above 0 and at most 1.`);
    }
    this.#store = store;
    this.limit = limit;
    this.localLimit = { rate: limit.rate * localShare, burst: limit.burst * localShare };
    this.#clock = clock;
    this.#name = name;
    this.#refuses = onStoreFailure === "refuse";
    this.#guard = new StoreGuard({
      timeout: storeTimeout,
      pause: storePause,
      clock,
      onFailure: (error) => {
        this.#askedAgainAt = clock.now() + storePause;
        this.#failure = error;
        onStoreError?.(error);
      },
    });
  }

  /** The store's key for one of the limiter's. */
  keyFor(key: string | undefined): string {
    return `${this.#name}:${key ?? ""}`;
  }

  /**
   * Takes tokens out of a bucket of the store.
   * @param local decides while the store is away
   * @returns 0 when they were taken, else the milliseconds after which to ask again
   * @throws {RateLimitStoreError} while the store is away, where calls are refused then
   */
  take(
    key: string,
    weight: number,
    local: (now: number) => number,
    taken: (now: number) => void,
  ): Promise<number> {
    return this.#guard.run(
      async () => {
        const wait = await this.#store.take(key, weight, this.limit);
        if (!(wait >= 0 && wait < Infinity))
          throw new TypeError(`The store answered ${wait} instead of a time.`);
        if (wait === 0) taken(this.#clock.now());
        return wait;
      },
      () => {
        const now = this.#clock.now();
        // At least a timer's shortest time: another question may be finding out whether the store is back.
        const askedAgainIn = Math.max(1, this.#askedAgainAt - now);
        if (this.#refuses) throw new RateLimitStoreError(askedAgainIn, this.#failure);
        return Math.min(local(now), askedAgainIn);
      },
    );
  }

  /** Lets nobody take tokens for `ms` milliseconds. A store that is away does not hear of it. */
  hold(key: string, ms: number): void {
    this.#guard
      .run(
        () => this.#store.hold(key, ms),
        () => undefined,
      )
      // Nobody waits for it, and the failure was told.
      .catch(() => undefined);
  }
}
