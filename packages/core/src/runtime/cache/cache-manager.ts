import { LRUCache } from "lru-cache";
import { type Clock, systemClock } from "../clock.js";

export interface CacheManagerOptions {
  /** Milliseconds that a value is served. */
  readonly ttl: number;
  /** Values that are kept; beyond, the least recently used goes. Default: 1,000. */
  readonly max?: number;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock;
}

export interface CacheWrapOptions<Arguments extends readonly unknown[]> {
  /** Must tell apart all calls with different results, those of different users too. */
  readonly key: (...parameters: Arguments) => string;
}

/** What `undefined` cannot stand for, because it is a value like every other. */
interface Entry<Value> {
  readonly value: Value;
}

/** Keeps values for a time, and loads each missing one once however many ask for it. */
export class CacheManager<Value> {
  readonly #cache: LRUCache<string, Entry<Value>>;
  readonly #loading = new Map<string, Promise<Value>>();

  /** @throws TypeError when `ttl` or `max` is no positive whole number */
  constructor({ ttl, max = 1_000, clock = systemClock }: CacheManagerOptions) {
    // Without a resolution the time is asked for at every access, so nothing is served after its time.
    // The library takes a start at 0 for "no time limit", and a clock may begin there.
    const perf = { now: () => clock.now() + 1 };
    this.#cache = new LRUCache({ max, ttl, ttlResolution: 0, perf });
  }

  /** Values that are kept, those among them that are out of date included. */
  get size(): number {
    return this.#cache.size;
  }

  /** The value, or `undefined` when there is none that is still good. */
  get(key: string): Value | undefined {
    return this.#cache.get(key)?.value;
  }

  set(key: string, value: Value): void {
    this.#cache.set(key, { value });
  }

  /** True when there was a value. A load that is under way is not kept. */
  delete(key: string): boolean {
    this.#loading.delete(key);
    return this.#cache.delete(key);
  }

  /** Forgets everything; loads that are under way are not kept. */
  clear(): void {
    this.#loading.clear();
    this.#cache.clear();
  }

  /**
   * The value, loaded when there is none. Everybody who asks meanwhile gets the same load.
   * @throws what `load` throws, to everybody who waits; nothing is kept then
   */
  async load(key: string, load: () => Value | Promise<Value>): Promise<Value> {
    const entry = this.#cache.get(key);
    if (entry !== undefined) return entry.value;
    const running = this.#loading.get(key);
    if (running !== undefined) return running;
    // In a function of its own, so that what `load` throws at once rejects too.
    const loading = (async () => load())();
    this.#loading.set(key, loading);
    try {
      const value = await loading;
      if (this.#loading.get(key) === loading) this.set(key, value);
      return value;
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    }
  }

  /** The same function, whose results are kept. */
  wrap<Arguments extends readonly unknown[]>(
    load: (...parameters: Arguments) => Value | Promise<Value>,
    { key }: CacheWrapOptions<Arguments>,
  ): (...parameters: Arguments) => Promise<Value> {
    return (...parameters) => this.load(key(...parameters), () => load(...parameters));
  }
}
