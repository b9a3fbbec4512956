import type { Clock } from "../clock.js";
import { StoreGuard } from "../store/store-guard.js";
import type { DeliveryStore } from "./delivery-store.js";
import { RecentKeys } from "./recent-keys.js";

/** How deliveries are remembered, so that none is accepted twice. */
export interface DeliveryMemoryOptions {
  /** Milliseconds that a delivery is remembered. Default, and the least: twice the tolerance. */
  readonly ttl?: number | undefined;
  /** Deliveries that this process remembers; beyond, the oldest is forgotten before its time. Default: 100,000. */
  readonly max?: number | undefined;
  /** Remembers for several processes. While it is away, each has its own memory only. */
  readonly store?: DeliveryStore | undefined;
  /** Begins the store's keys: what has the same name shares its memory. Required with a store. */
  readonly name?: string | undefined;
  /** Milliseconds after which a store that did not answer counts as failed. Default: 100. */
  readonly storeTimeout?: number | undefined;
  /** Milliseconds after a failure in which the store is not asked. Default: 1,000. */
  readonly storePause?: number | undefined;
  /** Told of every failure of the store. Must not throw. */
  readonly onStoreError?: ((error: unknown) => void) | undefined;
}

/** Times of deliveries are in whole seconds: one is valid for up to that much longer than twice the tolerance. */
const granularity = 1_000;

/** Deliveries that were seen, in this process and in a store. Nothing here rejects. */
export class DeliveryMemory {
  readonly #ttl: number;
  readonly #recent: RecentKeys;
  readonly #store: DeliveryStore | undefined;
  readonly #prefix: string;
  readonly #guard: StoreGuard;

  /**
   * @param tolerance milliseconds that a delivery may be old, and that its time may be ahead
   * @throws RangeError when `ttl` is less than twice the tolerance, or another number is out of its range
   * @throws TypeError when there is a store but no `name`
   */
  constructor(options: DeliveryMemoryOptions, tolerance: number, clock: Clock) {
    const { ttl = 2 * tolerance, max = 100_000, store, name = "" } = options;
    // One from the future is valid until its time has come and the tolerance is over.
    if (!(ttl >= 2 * tolerance && ttl < Infinity)) {
      throw new RangeError(`ttl is ${ttl}; it must be at least twice the tolerance, and finite.`);
    }
    if (!Number.isInteger(max) || max < 1) {
      throw new RangeError(`max is ${max}; it must be a whole number from 1 on.`);
    }
    if (store !== undefined && name === "") {
      throw new TypeError("name is missing; what shares a store needs one.");
    }
    this.#ttl = Math.ceil(ttl) + granularity;
    this.#recent = new RecentKeys(this.#ttl, max, clock);
    this.#store = store;
    this.#prefix = `${name}:`;
    const { storeTimeout: timeout = 100, storePause: pause = 1_000, onStoreError } = options;
    this.#guard = new StoreGuard({
      timeout,
      pause,
      clock,
      ...(onStoreError && { onFailure: onStoreError }),
    });
  }

  /** Remembers a key; true when it was not remembered before. */
  async add(key: string): Promise<boolean> {
    if (!this.#recent.add(key)) return false;
    const store = this.#store;
    if (store === undefined) return true;
    const isNew = await this.#guard.run(
      () => store.add(this.#prefix + key, this.#ttl),
      () => true,
    );
    // Another process accepted it, and is who may forget it.
    if (!isNew) this.#recent.delete(key);
    return isNew;
  }

  /** Forgets a key; while the store is away, in this process only. */
  async forget(key: string): Promise<void> {
    this.#recent.delete(key);
    const store = this.#store;
    if (store === undefined) return;
    await this.#guard.run<unknown>(
      () => store.delete(this.#prefix + key),
      () => undefined,
    );
  }
}
