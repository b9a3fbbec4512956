import { LRUCache } from "lru-cache";
import type { CacheBounds } from "./cache-options.js";
import type { CacheEntry } from "./cache-times.js";

export interface MemoryCacheOptions<Value> extends CacheBounds {
  readonly sizeOf?: ((value: Value, key: string) => number) | undefined;
}

/** Entries in memory, bounded by their number and by the bytes of their values. */
export class MemoryCache<Value> {
  readonly #entries: LRUCache<string, CacheEntry<Value>>;
  readonly #sizeOf: ((value: Value, key: string) => number) | undefined;
  #evictions = 0;

  /** @throws TypeError when a bound is no positive whole number, or `maxBytes` comes without `sizeOf` */
  constructor({ max = 1_000, maxBytes, sizeOf }: MemoryCacheOptions<Value>) {
    if (maxBytes !== undefined && sizeOf === undefined) {
      throw new TypeError("maxBytes was given without sizeOf.");
    }
    if (maxBytes !== undefined) this.#sizeOf = sizeOf;
    // The library knows nothing of times: it would read the clock at every access, or come late.
    this.#entries = new LRUCache({
      // It takes 0 for "no bound".
      max: max || -1,
      ...(maxBytes !== undefined && { maxSize: maxBytes || -1 }),
      dispose: (_entry, _key, reason) => {
        if (reason === "evict") this.#evictions += 1;
      },
    });
  }

  /** Those that are out of date included. */
  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  /** Entries that went because of a bound. */
  get evictions(): number {
    return this.#evictions;
  }

  /** The entry, whatever its times say. */
  get(key: string): CacheEntry<Value> | undefined {
    return this.#entries.get(key);
  }

  /**
   * One that is larger than all bytes together is not kept, nor is what it replaces.
   * @throws TypeError when `sizeOf` gives no positive whole number
   */
  set(key: string, entry: CacheEntry<Value>): void {
    if (this.#sizeOf === undefined) {
      this.#entries.set(key, entry);
    } else {
      // Without a failure there is a value.
      const size = entry.failure ? 1 : this.#sizeOf(entry.value as Value, key);
      this.#entries.set(key, entry, { size });
    }
  }

  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
