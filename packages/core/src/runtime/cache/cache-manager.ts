import { type Clock, systemClock } from "../clock.js";
import type {
  CacheLoader,
  CacheLoadOptions,
  CacheManagerOptions,
  CacheSetOptions,
  CacheStatistics,
  CacheWrapOptions,
} from "./cache-options.js";
import { type CacheEntry, positiveTime } from "./cache-times.js";
import { CoarseClock } from "./coarse-clock.js";
import type { MemoryCache } from "./memory-cache.js";
import { quietly } from "./quietly.js";
import { type Flight, SingleFlight } from "./single-flight.js";
import { TieredCache } from "./tiered-cache.js";

/**
 * Keeps values for a time, and loads each missing one once however many ask for it. With a store it shares them
 * with other processes: the store's word counts while it answers, and memory's while it does not.
 */
export class CacheManager<Value> {
  readonly #tiers: TieredCache<Value>;
  readonly #memory: MemoryCache<Value>;
  readonly #cacheErrors: ((error: unknown) => boolean) | undefined;
  readonly #onError: (error: unknown, key: string) => void;
  readonly #clock: Clock;
  readonly #coarse: CoarseClock;
  /** Calls of loaders. */
  readonly #loads = new SingleFlight<Value>();
  /** Questions to the store, each with the load that follows when it holds nothing. */
  readonly #lookups = new SingleFlight<Value>();
  #hits = 0;
  #stale = 0;
  #misses = 0;
  #begun = 0;

  /**
   * @throws RangeError when a time is out of its range
   * @throws TypeError when a bound is no positive whole number, `maxBytes` comes without `sizeOf`, or a store
   *   without a name
   */
  constructor(options: CacheManagerOptions<Value>) {
    const { clock = systemClock } = options;
    this.#tiers = new TieredCache(options, clock);
    this.#memory = this.#tiers.memory;
    this.#cacheErrors = options.cacheErrors;
    this.#onError = quietly(options.onError);
    this.#clock = clock;
    this.#coarse = new CoarseClock(clock);
  }

  /** Values in memory, those among them that are out of date included. */
  get size(): number {
    return this.#memory.size;
  }

  /** Bytes of the values in memory; 0 without `maxBytes`. */
  get bytes(): number {
    return this.#memory.bytes;
  }

  get statistics(): CacheStatistics {
    return {
      hits: this.#hits,
      stale: this.#stale,
      misses: this.#misses,
      loads: this.#begun,
      evictions: this.#memory.evictions,
    };
  }

  /**
   * The value in memory, or `undefined` when there is none that is still good. With a store, a value is good for
   * `localTtl` after the store was asked or told, and for its whole time while the store fails.
   */
  get(key: string): Value | undefined {
    const entry = this.#memory.get(key);
    if (entry !== undefined && this.#coarse.isUntil(entry.until)) {
      this.#hits += 1;
      return entry.value;
    }
    return this.#counted(entry && this.#tiers.known(key));
  }

  /** The value, from memory or from the store; `undefined` when neither has one that is still good. */
  async read(key: string): Promise<Value | undefined> {
    const known = this.#tiers.known(key);
    return this.#counted(known ?? (await this.#tiers.ask(key)));
  }

  /**
   * Keeps a value: in memory at once, and in the store when the promise resolves, which never rejects.
   * What is being loaded is not kept.
   * @throws RangeError when the ttl is not positive
   * @throws TypeError when `sizeOf` gives no positive whole number
   */
  set(key: string, value: Value, { ttl }: CacheSetOptions = {}): Promise<void> {
    if (ttl !== undefined) positiveTime("ttl", ttl);
    this.#forget(key);
    return this.#tiers.keep(key, value, ttl);
  }

  /**
   * Forgets a value, in the store too when the promise resolves, which never rejects. What is being loaded is
   * not kept.
   * @returns true when there was a value in memory or in the store
   */
  delete(key: string): Promise<boolean> {
    this.#forget(key);
    return this.#tiers.drop(key);
  }

  /** Forgets every value, in the store too when the promise resolves, which never rejects. */
  clear(): Promise<void> {
    this.#loads.forgetAll();
    this.#lookups.forgetAll();
    return this.#tiers.clear();
  }

  /**
   * The value: from memory, from the store, or loaded. Everybody who asks meanwhile gets the same load.
   * @throws what `load` throws, to everybody who waits; it is not kept unless `cacheErrors` says so
   * @throws the signal's reason when it aborts
   */
  load(key: string, load: CacheLoader<Value>, { signal }: CacheLoadOptions = {}): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    const entry = this.#memory.get(key);
    if (!this.#tiers.hasStore || (entry !== undefined && this.#coarse.isUntil(entry.until))) {
      return this.#serve(key, entry, load, signal);
    }
    return this.#lookups.run(
      key,
      async (flight) => this.#serve(key, await this.#tiers.ask(key), load, flight.signal),
      signal,
    );
  }

  /** The same function, whose results are kept. */
  wrap<Arguments extends readonly unknown[]>(
    load: (...parameters: Arguments) => Value | Promise<Value>,
    { key }: CacheWrapOptions<Arguments>,
  ): (...parameters: Arguments) => Promise<Value> {
    return (...parameters) => this.load(key(...parameters), () => load(...parameters));
  }

  #counted(entry: CacheEntry<Value> | undefined): Value | undefined {
    if (entry === undefined || this.#clock.now() > entry.freshUntil) {
      this.#misses += 1;
      return undefined;
    }
    this.#hits += 1;
    return entry.value;
  }

  #serve(
    key: string,
    entry: CacheEntry<Value> | undefined,
    load: CacheLoader<Value>,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    if (entry !== undefined) {
      if (this.#coarse.isUntil(entry.freshUntil)) {
        this.#hits += 1;
        return outcome(entry);
      }
      if (this.#clock.now() <= entry.endsAt) {
        this.#stale += 1;
        this.#refresh(key, load);
        return outcome(entry);
      }
    }
    this.#misses += 1;
    return this.#loads.run(key, (flight) => this.#load(key, load, flight), signal);
  }

  async #load(key: string, load: CacheLoader<Value>, flight: Flight): Promise<Value> {
    this.#begun += 1;
    let value: Value;
    try {
      value = await load(flight);
    } catch (error) {
      if (flight.current && this.#cacheErrors?.(error)) this.#tiers.keepFailure(key, error);
      throw error;
    }
    // Nobody waits until the store has it, too.
    if (flight.current) void this.#tiers.keep(key, value);
    return value;
  }

  #refresh(key: string, load: CacheLoader<Value>): void {
    if (this.#loads.has(key)) return;
    this.#loads
      .run(key, (flight) => this.#load(key, load, flight))
      .catch((error: unknown) => {
        // What is kept says "there is none", so the load has not failed.
        if (this.#memory.get(key)?.failure?.error !== error) this.#onError(error, key);
      });
  }

  #forget(key: string): void {
    this.#loads.forget(key);
    this.#lookups.forget(key);
  }
}

function outcome<Value>({ value, failure }: CacheEntry<Value>): Promise<Value> {
  if (failure) return Promise.reject(failure.error);
  return Promise.resolve(value as Value); // without a failure there is a value
}
