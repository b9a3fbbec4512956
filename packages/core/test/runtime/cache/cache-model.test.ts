import { describe, expect, it } from "vitest";
import { CacheManager } from "../../../src/runtime/cache/cache-manager.js";
import { FakeClock } from "../../../src/testing.js";
import { seededRandom } from "../seeded-random.js";

const max = 50;
const maxBytes = 1_000;
const ttl = 1_000;

interface Kept {
  readonly value: number;
  readonly size: number;
  readonly until: number;
}

/** What a cache is, in so few words that it can be seen to be right. Insertion order is the order of use. */
class Model {
  readonly kept = new Map<string, Kept>();
  bytes = 0;

  get(key: string, now: number): number | undefined {
    const found = this.kept.get(key);
    this.delete(key);
    if (found === undefined || now > found.until) return undefined;
    this.#add(key, found);
    return found.value;
  }

  set(key: string, kept: Kept): void {
    this.delete(key);
    if (kept.size > maxBytes) return;
    for (const oldest of this.kept.keys()) {
      if (this.kept.size < max && this.bytes + kept.size <= maxBytes) break;
      this.delete(oldest);
    }
    this.#add(key, kept);
  }

  delete(key: string): void {
    this.bytes -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }

  #add(key: string, kept: Kept): void {
    this.kept.set(key, kept);
    this.bytes += kept.size;
  }
}

describe("CacheManager", () => {
  it("agrees with a plain model over a million operations: nothing late, nothing beyond a bound", () => {
    const clock = new FakeClock();
    const cache = new CacheManager<number>({ ttl, max, maxBytes, sizeOf: (value) => value, clock });
    const model = new Model();
    const random = seededRandom(20260101);
    const whole = (limit: number): number => Math.floor(random() * limit);
    let differences = 0;
    let served = 0;
    for (let i = 0; i < 1_000_000; i += 1) {
      const key = `key ${whole(80)}`;
      const kind = random();
      if (kind < 0.6) {
        const value = cache.get(key);
        if (value !== undefined) served += 1;
        if (value !== model.get(key, clock.now())) differences += 1;
      } else if (kind < 0.9) {
        // One in 300 is larger than all bytes together.
        const size = 1 + whole(300 * (random() < 0.01 ? 5 : 0.2));
        const own = random() < 0.5 ? 1 + whole(3_000) : undefined;
        void cache.set(key, size, { ttl: own });
        model.set(key, { value: size, size, until: clock.now() + (own ?? ttl) });
      } else if (kind < 0.95) {
        void cache.delete(key);
        model.delete(key);
      } else {
        // Mostly less than the cache's own resolution, now and then longer than what is kept.
        clock.advance(random() < 0.9 ? random() * 2 : random() * 2_000);
      }
      if (cache.size !== model.kept.size || cache.bytes !== model.bytes) differences += 1;
      if (cache.size > max || cache.bytes > maxBytes) differences += 1;
    }
    expect(differences).toBe(0);
    expect(served).toBeGreaterThan(100_000);
  });
});
