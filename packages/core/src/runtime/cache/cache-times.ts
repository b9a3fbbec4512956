import type { SharedEntry } from "./shared-cache.js";

/** A value, or an error that stands for "there is none", and its times by the clock of this process. */
export interface CacheEntry<Value> {
  /** `undefined` with a failure. */
  readonly value: Value | undefined;
  readonly failure: { readonly error: unknown } | undefined;
  /** It is served from memory until then. Before `freshUntil` when the store is to be asked in between. */
  until: number;
  readonly freshUntil: number;
  /** It is served stale until then. */
  readonly endsAt: number;
}

export interface CacheTimesOptions {
  readonly ttl: number;
  readonly negativeTtl?: number | undefined;
  readonly staleWhileRevalidate?: number | undefined;
  readonly localTtl?: number | undefined;
}

/** Works out how long what is kept is good for. All times are milliseconds. */
export class CacheTimes {
  readonly #ttl: number;
  readonly #negativeTtl: number;
  readonly #staleWhileRevalidate: number;
  readonly #localTtl: number;

  /** @throws RangeError when a time is out of its range */
  constructor({
    ttl,
    negativeTtl = ttl,
    staleWhileRevalidate = 0,
    localTtl = 0,
  }: CacheTimesOptions) {
    this.#ttl = positiveTime("ttl", ttl);
    this.#negativeTtl = notNegative("negativeTtl", negativeTtl);
    this.#staleWhileRevalidate = notNegative("staleWhileRevalidate", staleWhileRevalidate);
    this.#localTtl = notNegative("localTtl", localTtl);
  }

  /** What keeps a value from `now` on; `undefined` when it is not to be kept. */
  entry<Value>(value: Value, now: number, ttl?: number): CacheEntry<Value> | undefined {
    const negative = isNone(value);
    const lifetime = ttl ?? (negative ? this.#negativeTtl : this.#ttl);
    if (lifetime === 0) return undefined;
    const freshUntil = now + lifetime;
    const endsAt = negative ? freshUntil : freshUntil + this.#staleWhileRevalidate;
    return { value, failure: undefined, until: freshUntil, freshUntil, endsAt };
  }

  /** What keeps an error from `now` on; `undefined` when it is not to be kept. */
  failure(error: unknown, now: number): CacheEntry<never> | undefined {
    const entry = this.entry(undefined, now);
    return entry && { ...entry, failure: { error } };
  }

  /** What keeps a value that the store gave when it was asked at `now`: the time that remains tells its age. */
  shared<Value>({ value, remaining }: SharedEntry<Value>, now: number): CacheEntry<Value> {
    const endsAt = now + remaining;
    const freshUntil = isNone(value) ? endsAt : endsAt - this.#staleWhileRevalidate;
    return {
      value,
      failure: undefined,
      until: this.localEnd(freshUntil, now),
      freshUntil,
      endsAt,
    };
  }

  /** Until when memory speaks for the store, which holds the same since `now`. */
  localEnd(freshUntil: number, now: number): number {
    return this.#localTtl === 0 ? -Infinity : Math.min(freshUntil, now + this.#localTtl);
  }
}

/** @throws RangeError when it is no positive number that ends */
export function positiveTime(name: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`${name} is ${value}; it must be positive and finite.`);
}

/** @throws RangeError when it is negative or has no end */
export function notNegative(name: string, value: number): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`${name} is ${value}; it must be 0 or more, and finite.`);
}

/** True for what says "there is none". */
function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}
