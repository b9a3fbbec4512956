import type { Clock } from "../clock.js";
import type { CacheCodec } from "./cache-codec.js";
import type { CacheStore } from "./cache-store.js";

/** How much a cache keeps, and where. */
export interface CacheBounds {
  /** Values that are kept in memory; beyond, the least recently used goes. Default: 1,000. */
  readonly max?: number | undefined;
  /** Bytes that the values in memory have together; beyond, the least recently used goes. */
  readonly maxBytes?: number | undefined;
}

/** A store that several processes share. All of them must use the same times and the same codec. */
export interface CacheSharing {
  /** Default: none, values are in the memory of this process only. */
  readonly store?: CacheStore | undefined;
  /** Begins every key in the store; without a colon. Required with a store. */
  readonly name?: string | undefined;
  /**
   * Milliseconds that this process serves from memory what the store holds, before it asks the store again:
   * for so long it may miss what another process wrote or deleted. Default: 0.
   */
  readonly localTtl?: number | undefined;
  /** Milliseconds after which a store that did not answer counts as failed. Default: 100. */
  readonly storeTimeout?: number | undefined;
  /** Milliseconds after a failure in which the store is not asked. Default: 1,000. */
  readonly storePause?: number | undefined;
  /** Told of every failure of the store and of every text that cannot be decoded. */
  readonly onStoreError?: ((error: unknown) => void) | undefined;
}

export interface CacheManagerOptions<Value = unknown> extends CacheBounds, CacheSharing {
  /** Milliseconds that a value is served. */
  readonly ttl: number;
  /** Bytes of a value, a whole number from 1 on. Required with `maxBytes`. */
  readonly sizeOf?: ((value: Value, key: string) => number) | undefined;
  /** Milliseconds after `ttl` in which `load` serves the old value while one load fetches the new. Default: 0. */
  readonly staleWhileRevalidate?: number | undefined;
  /**
   * Milliseconds that "there is none" is kept: `undefined`, `null`, and the errors that `cacheErrors` names.
   * It is never served stale. 0: not at all. Default: `ttl`.
   */
  readonly negativeTtl?: number | undefined;
  /** True for an error of a load that says "there is none" and so is kept, in memory only. Default: none is. */
  readonly cacheErrors?: ((error: unknown) => boolean) | undefined;
  /** Told when a load in the background fails; the old value stays until its time ends. */
  readonly onError?: ((error: unknown, key: string) => void) | undefined;
  /** Default: JSON. */
  readonly codec?: CacheCodec<Value> | undefined;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock | undefined;
}

/** Fetches a value. Its signal aborts when nobody waits for the value any more. */
export type CacheLoader<Value> = (context: {
  readonly signal: AbortSignal;
}) => Value | Promise<Value>;

export interface CacheSetOptions {
  /** Milliseconds that this value is served. Default: the cache's own. */
  readonly ttl?: number | undefined;
}

export interface CacheLoadOptions {
  /** Ends the wait of this caller; others who wait for the same value go on. */
  readonly signal?: AbortSignal | undefined;
}

export interface CacheWrapOptions<Arguments extends readonly unknown[]> {
  /** Must tell apart all calls with different results, those of different users too. */
  readonly key: (...parameters: Arguments) => string;
}

/** Counts since the cache was made. A question to the store that several callers share counts once. */
export interface CacheStatistics {
  /** Values, and errors that are kept, that were served in their time. */
  readonly hits: number;
  /** Old values that `load` served in `staleWhileRevalidate`. */
  readonly stale: number;
  /** Questions that found nothing. */
  readonly misses: number;
  /** Loads that were begun. */
  readonly loads: number;
  /** Values that went before their time because of a bound. */
  readonly evictions: number;
}
