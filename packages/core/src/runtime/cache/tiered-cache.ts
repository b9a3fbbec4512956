import type { Clock } from "../clock.js";
import { jsonCodec } from "./cache-codec.js";
import type { CacheManagerOptions } from "./cache-options.js";
import { type CacheEntry, CacheTimes } from "./cache-times.js";
import { MemoryCache } from "./memory-cache.js";
import { SharedCache } from "./shared-cache.js";
import { SingleFlight } from "./single-flight.js";

const done = Promise.resolve();

/**
 * Entries in memory and, where there is a store, in the store: its word counts while it answers, and memory's
 * while it does not. No promise of it rejects.
 */
export class TieredCache<Value> {
  readonly memory: MemoryCache<Value>;
  readonly #shared: SharedCache<Value> | undefined;
  readonly #times: CacheTimes;
  readonly #clock: Clock;
  /** Questions to the store. */
  readonly #reads = new SingleFlight<CacheEntry<Value> | undefined>();

  /** @throws what the constructor of `CacheManager` throws */
  constructor(options: CacheManagerOptions<Value>, clock: Clock) {
    const { store } = options;
    this.#times = new CacheTimes(options);
    this.memory = new MemoryCache(options);
    this.#clock = clock;
    this.#shared =
      store &&
      new SharedCache({
        store,
        name: options.name ?? "",
        codec: options.codec ?? jsonCodec<Value>(),
        timeout: options.storeTimeout,
        pause: options.storePause,
        onError: options.onStoreError,
        clock,
      });
  }

  get hasStore(): boolean {
    return this.#shared !== undefined;
  }

  /** The entry in memory, when it may be served without asking the store. */
  known(key: string): CacheEntry<Value> | undefined {
    const entry = this.memory.get(key);
    if (entry === undefined) return undefined;
    const now = this.#clock.now();
    if (now > entry.endsAt) this.memory.delete(key);
    if (now > entry.freshUntil) return undefined;
    return now <= entry.until || this.#shared?.available === false ? entry : undefined;
  }

  /** What the store holds; what memory holds when the store gives no answer. */
  async ask(key: string): Promise<CacheEntry<Value> | undefined> {
    const shared = this.#shared;
    if (shared === undefined) return this.memory.get(key);
    return this.#reads.run(key, async (flight) => {
      const asked = this.#clock.now();
      const answer = await shared.read(key);
      // What was kept or dropped meanwhile is newer than what the store said.
      if (answer === undefined || !flight.current) return this.memory.get(key);
      const entry = answer.entry && this.#times.shared(answer.entry, asked);
      if (entry) this.memory.set(key, entry);
      else this.memory.delete(key);
      return entry;
    });
  }

  /**
   * Keeps a value in memory at once, and in the store when the promise resolves.
   * @throws TypeError when `sizeOf` gives no positive whole number
   */
  keep(key: string, value: Value, ttl?: number): Promise<void> {
    const entry = this.#times.entry(value, this.#clock.now(), ttl);
    if (entry === undefined) return this.drop(key).then(() => undefined);
    this.#reads.forget(key);
    this.memory.set(key, entry);
    return this.#shared ? this.#share(this.#shared, key, value, entry) : done;
  }

  /** Keeps an error in memory, in place of a value. */
  keepFailure(key: string, error: unknown): void {
    const entry = this.#times.failure(error, this.#clock.now());
    // An older value would come back from the store.
    void this.drop(key);
    if (entry) this.memory.set(key, entry);
  }

  /** Resolves to true when there was an entry in memory or in the store. */
  async drop(key: string): Promise<boolean> {
    this.#reads.forget(key);
    const had = this.memory.delete(key);
    return ((await this.#shared?.delete(key)) ?? false) || had;
  }

  async clear(): Promise<void> {
    this.#reads.forgetAll();
    this.memory.clear();
    await this.#shared?.clear();
  }

  /** Until it is done, memory knows better than the store. */
  async #share(
    shared: SharedCache<Value>,
    key: string,
    value: Value,
    entry: CacheEntry<Value>,
  ): Promise<void> {
    await shared.write(key, value, entry.endsAt - this.#clock.now());
    entry.until = this.#times.localEnd(entry.freshUntil, this.#clock.now());
  }
}
