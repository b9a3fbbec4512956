import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CacheManager } from "../../../src/runtime/cache/cache-manager.js";
import { FakeClock } from "../../../src/testing.js";

describe("CacheManager", () => {
  it("serves a value for its time and never after", () => {
    const clock = new FakeClock();
    const cache = new CacheManager<string>({ ttl: 1_000, clock });
    void cache.set("a", "x");
    clock.advance(1_000);
    expect(cache.get("a")).toBe("x");
    clock.advance(1);
    expect(cache.get("a")).toBeUndefined();
  });

  it("drops the least recently used beyond its bound", () => {
    const cache = new CacheManager<number>({ ttl: 1_000, max: 2 });
    void cache.set("a", 1);
    void cache.set("b", 2);
    cache.get("a");
    void cache.set("c", 3);
    expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([
      1,
      undefined,
      3,
      2,
    ]);
  });

  it("loads a missing value once, however many ask for it", async () => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    const load = vi.fn<() => Promise<number>>().mockResolvedValue(1);
    const values = await Promise.all(Array.from({ length: 1_000 }, () => cache.load("a", load)));
    expect(new Set(values)).toEqual(new Set([1]));
    expect(await cache.load("a", load)).toBe(1);
    expect(load).toHaveBeenCalledOnce();
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("down"))],
    [
      "throws at once",
      () => {
        throw new Error("down");
      },
    ],
  ])("keeps nothing when a load %s", async (_how, fail) => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    const failed = [cache.load("a", fail), cache.load("a", fail)];
    for (const each of failed) await expect(each).rejects.toThrow("down");
    expect(cache.size).toBe(0);
    expect(await cache.load("a", () => 2)).toBe(2);
  });

  it("keeps undefined as a value", async () => {
    const cache = new CacheManager<undefined>({ ttl: 1_000 });
    const load = vi.fn<() => undefined>();
    await cache.load("a", load);
    await cache.load("a", load);
    expect(load).toHaveBeenCalledOnce();
  });

  it.each(["delete", "clear"] as const)(
    "does not keep what was being loaded at a %s",
    async (method) => {
      const cache = new CacheManager<number>({ ttl: 1_000 });
      const { promise, resolve } = Promise.withResolvers<number>();
      const old = cache.load("a", () => promise);
      void cache[method]("a");
      const fresh = cache.load("a", () => 2);
      resolve(1);
      expect(await Promise.all([old, fresh])).toEqual([1, 2]);
      expect(cache.get("a")).toBe(2);
    },
  );

  it("does not keep what was being loaded at a set", async () => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    const { promise, resolve } = Promise.withResolvers<number>();
    const old = cache.load("a", () => promise);
    void cache.set("a", 2);
    resolve(1);
    expect([await old, cache.get("a")]).toEqual([1, 2]);
  });

  it("says whether there was something to delete", async () => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    void cache.set("a", 1);
    expect([await cache.delete("a"), await cache.delete("a")]).toEqual([true, false]);
  });

  it("keeps a value for a time of its own", () => {
    const clock = new FakeClock();
    const cache = new CacheManager<number>({ ttl: 1_000, clock });
    void cache.set("short", 1, { ttl: 10 });
    void cache.set("long", 2, { ttl: 5_000 });
    clock.advance(11);
    expect(cache.get("short")).toBeUndefined();
    clock.advance(4_000);
    expect(cache.get("long")).toBe(2);
  });

  it.each([0, -1, NaN, Infinity])("refuses to keep a value for %d ms", (ttl) => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    expect(() => cache.set("a", 1, { ttl })).toThrow(RangeError);
  });

  it("drops the least recently used beyond its bytes, and does not keep what is larger", () => {
    const cache = new CacheManager<string>({
      ttl: 1_000,
      maxBytes: 10,
      sizeOf: ({ length }) => length,
    });
    void cache.set("a", "1234");
    void cache.set("b", "1234");
    cache.get("a");
    void cache.set("c", "1234");
    expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.bytes]).toEqual([
      "1234",
      undefined,
      "1234",
      8,
    ]);
    void cache.set("a", "12345678901");
    expect([cache.get("a"), cache.get("c"), cache.bytes]).toEqual([undefined, "1234", 4]);
  });

  it("refuses a size that is no positive whole number", () => {
    const cache = new CacheManager<number>({ ttl: 1_000, maxBytes: 10, sizeOf: (size) => size });
    expect(() => cache.set("a", 0)).toThrow(TypeError);
  });

  it("counts what it did", async () => {
    const clock = new FakeClock();
    const cache = new CacheManager<number>({
      ttl: 1_000,
      max: 2,
      staleWhileRevalidate: 1_000,
      clock,
    });
    await cache.load("a", () => 1);
    await cache.load("a", () => 1);
    cache.get("a");
    cache.get("b");
    clock.advance(1_001);
    await cache.load("a", () => 2);
    void cache.set("b", 1);
    void cache.set("c", 1);
    expect(cache.statistics).toEqual({ hits: 2, stale: 1, misses: 2, loads: 2, evictions: 1 });
  });

  it("forgets a value that is out of date when it is asked for it", () => {
    const clock = new FakeClock();
    const cache = new CacheManager<number>({ ttl: 1_000, clock });
    void cache.set("a", 1);
    clock.advance(1_001);
    expect(cache.size).toBe(1);
    cache.get("a");
    expect(cache.size).toBe(0);
  });

  it("reads from memory without a store", async () => {
    const cache = new CacheManager<number>({ ttl: 1_000 });
    void cache.set("a", 1);
    expect([await cache.read("a"), await cache.read("b")]).toEqual([1, undefined]);
  });

  it("wraps a function, whose results it keeps by key", async () => {
    const load = vi.fn<(a: number, b: number) => Promise<number>>(async (a, b) => a + b);
    const cached = new CacheManager<number>({ ttl: 1_000 }).wrap(load, {
      key: (a, b) => `${a}+${b}`,
    });
    expect([await cached(1, 2), await cached(1, 2), await cached(2, 1)]).toEqual([3, 3, 3]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("agrees with a plain model over any history", () => {
    const key = fc.constantFrom("a", "b", "c", "d");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("set" as const), key, value: fc.nat() }),
      fc.record({ kind: fc.constant("get" as const), key }),
      fc.record({ kind: fc.constant("delete" as const), key }),
      fc.record({ kind: fc.constant("pass" as const), ms: fc.nat(60) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const clock = new FakeClock();
        const cache = new CacheManager<number>({ ttl: 100, max: 3, clock });
        // Insertion order is the order of use.
        const model = new Map<string, { value: number; until: number }>();
        const got: (number | undefined)[] = [];
        const wanted: (number | undefined)[] = [];
        for (const each of steps) {
          if (each.kind === "pass") clock.advance(each.ms);
          else if (each.kind === "delete") {
            void cache.delete(each.key);
            model.delete(each.key);
          } else if (each.kind === "set") {
            void cache.set(each.key, each.value);
            model.delete(each.key);
            model.set(each.key, { value: each.value, until: clock.now() + 100 });
            const [oldest] = model.keys();
            if (model.size > 3 && oldest !== undefined) model.delete(oldest);
          } else {
            const entry = model.get(each.key);
            const good = entry !== undefined && clock.now() <= entry.until;
            model.delete(each.key);
            if (good) model.set(each.key, entry);
            got.push(cache.get(each.key));
            wanted.push(good ? entry.value : undefined);
          }
        }
        expect(got).toEqual(wanted);
        expect(cache.size).toBe(model.size);
      }),
    );
  });

  it.each([
    [{ ttl: -1 }, RangeError],
    [{ ttl: Infinity }, RangeError],
    [{ ttl: 1, negativeTtl: -1 }, RangeError],
    [{ ttl: 1, staleWhileRevalidate: NaN }, RangeError],
    [{ ttl: 1, localTtl: -1 }, RangeError],
    [{ ttl: 1, max: 0 }, TypeError],
    [{ ttl: 1, max: 1.5 }, TypeError],
    [{ ttl: 1, maxBytes: 0, sizeOf: () => 1 }, TypeError],
    [{ ttl: 1, maxBytes: 100 }, TypeError],
  ])("refuses %j", (options, error) => {
    expect(() => new CacheManager(options)).toThrow(error);
  });
});
