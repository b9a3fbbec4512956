import { describe, expect, it, vi } from "vitest";
import { CacheManager } from "../../../src/runtime/cache/cache-manager.js";
import type { CacheManagerOptions } from "../../../src/runtime/cache/cache-options.js";
import { FakeClock } from "../../../src/testing.js";
import { rejection } from "../hub.js";

class NotFound extends Error {}

/** A cache of one second with a clock that stands still. */
function setUp(options: Partial<CacheManagerOptions<number | undefined>> = {}) {
  const clock = new FakeClock({ manual: true });
  const cache = new CacheManager<number | undefined>({ ttl: 1_000, clock, ...options });
  return { clock, cache };
}

const down = (): never => {
  throw new Error("down");
};
const none = (): never => {
  throw new NotFound("none");
};
const settled = (): Promise<void> => new Promise(setImmediate);

describe("CacheManager with staleWhileRevalidate", () => {
  it("serves the old value at once while one load fetches the new", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500 });
    void cache.set("a", 1);
    clock.advance(1_500);
    const { promise, resolve } = Promise.withResolvers<number>();
    const load = vi.fn<() => Promise<number>>(() => promise);
    const served = Array.from({ length: 100 }, () => cache.load("a", load));
    expect(new Set(await Promise.all(served))).toEqual(new Set([1]));
    expect(load).toHaveBeenCalledOnce();
    resolve(2);
    await settled();
    expect(cache.get("a")).toBe(2);
  });

  it("gives an old value to load only, not to get or read", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500 });
    void cache.set("a", 1);
    clock.advance(1_001);
    expect([cache.get("a"), await cache.read("a")]).toEqual([undefined, undefined]);
    expect(await cache.load("a", () => 2)).toBe(1);
  });

  it("loads before it serves when the time for old values is over", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500 });
    void cache.set("a", 1);
    clock.advance(1_501);
    expect(await cache.load("a", () => 2)).toBe(2);
  });

  it("keeps the old value until its time ends when loads in the background fail, and tells of each", async () => {
    const onError = vi.fn<(error: unknown, key: string) => void>();
    const { clock, cache } = setUp({ staleWhileRevalidate: 500, onError });
    void cache.set("a", 1);
    clock.advance(1_001);
    expect(await cache.load("a", down)).toBe(1);
    await settled();
    clock.advance(499);
    expect(await cache.load("a", down)).toBe(1);
    await settled();
    expect(onError.mock.calls).toEqual([
      [new Error("down"), "a"],
      [new Error("down"), "a"],
    ]);
    clock.advance(1);
    await expect(cache.load("a", down)).rejects.toThrow("down");
  });

  it("tells once of a failure that many were served stale in", async () => {
    const onError = vi.fn<() => void>();
    const { clock, cache } = setUp({ staleWhileRevalidate: 500, onError });
    void cache.set("a", 1);
    clock.advance(1_001);
    const load = async () => down();
    await Promise.all([cache.load("a", load), cache.load("a", load)]);
    await settled();
    expect(onError).toHaveBeenCalledOnce();
  });

  it("survives a listener that throws", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500, onError: down });
    void cache.set("a", 1);
    clock.advance(1_001);
    expect(await cache.load("a", down)).toBe(1);
    // An unhandled rejection would fail the test run.
    await settled();
    expect(cache.size).toBe(1);
  });

  it("lets who comes after the old value's end wait for the load that runs", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500 });
    void cache.set("a", 1);
    clock.advance(1_001);
    const { promise, resolve } = Promise.withResolvers<number>();
    const load = vi.fn<() => Promise<number>>(() => promise);
    await cache.load("a", load);
    clock.advance(500);
    const late = cache.load("a", load);
    resolve(2);
    expect(await late).toBe(2);
    expect(load).toHaveBeenCalledOnce();
  });

  it("replaces the old value by an error that says there is none, which is no failure", async () => {
    const onError = vi.fn<() => void>();
    const cacheErrors = (error: unknown) => error instanceof NotFound;
    const { clock, cache } = setUp({ staleWhileRevalidate: 500, onError, cacheErrors });
    void cache.set("a", 1);
    clock.advance(1_001);
    expect(await cache.load("a", none)).toBe(1);
    await settled();
    expect(onError).not.toHaveBeenCalled();
    await expect(cache.load("a", () => 2)).rejects.toThrow(NotFound);
  });
});

describe("CacheManager with negativeTtl", () => {
  it.each([undefined, null])("keeps %s for it, and never serves it stale", async (value) => {
    const clock = new FakeClock();
    const cache = new CacheManager<number | null | undefined>({
      ttl: 1_000,
      negativeTtl: 100,
      staleWhileRevalidate: 500,
      clock,
    });
    await cache.load("a", () => value);
    const load = vi.fn<() => number>(() => 1);
    clock.advance(100);
    expect(await cache.load("a", load)).toBe(value);
    expect(load).not.toHaveBeenCalled();
    clock.advance(1);
    expect(await cache.load("a", load)).toBe(1);
  });

  it("keeps nothing with 0, not what there was before either", async () => {
    const { cache } = setUp({ negativeTtl: 0 });
    void cache.set("a", 1);
    void cache.set("a", undefined);
    expect(cache.size).toBe(0);
  });

  it("keeps errors that say there is none, and no others", async () => {
    const cacheErrors = (error: unknown) => error instanceof NotFound;
    const { clock, cache } = setUp({ negativeTtl: 100, cacheErrors });
    await rejection(cache.load("a", none));
    clock.advance(100);
    const load = vi.fn<() => number>(() => 1);
    await expect(cache.load("a", load)).rejects.toThrow(NotFound);
    expect(cache.get("a")).toBeUndefined();
    clock.advance(1);
    expect(await cache.load("a", load)).toBe(1);
    await rejection(cache.load("b", down));
    expect(await cache.load("b", load)).toBe(1);
  });

  it("does not keep an error with 0", async () => {
    const { cache } = setUp({ negativeTtl: 0, cacheErrors: () => true });
    await rejection(cache.load("a", none));
    expect(await cache.load("a", () => 1)).toBe(1);
  });

  it("counts an error as one byte", async () => {
    const { cache } = setUp({ cacheErrors: () => true, maxBytes: 10, sizeOf: () => 5 });
    await rejection(cache.load("a", none));
    expect(cache.bytes).toBe(1);
  });

  it("does not keep an error of a load that was overtaken by a set", async () => {
    const { cache } = setUp({ cacheErrors: () => true });
    const { promise, reject } = Promise.withResolvers<number>();
    const old = cache.load("a", () => promise);
    void cache.set("a", 2);
    reject(new NotFound("none"));
    await rejection(old);
    expect(cache.get("a")).toBe(2);
  });
});

describe("CacheManager and signals", () => {
  it("rejects only the caller whose signal aborts", async () => {
    const { cache } = setUp();
    const { promise, resolve } = Promise.withResolvers<number>();
    const leaving = new AbortController();
    const left = cache.load("a", () => promise, { signal: leaving.signal });
    const stayed = cache.load("a", () => promise, { signal: new AbortController().signal });
    leaving.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    resolve(1);
    expect(await stayed).toBe(1);
    expect(cache.get("a")).toBe(1);
  });

  it("aborts the load when nobody waits any more, and loads anew for the next", async () => {
    const { cache } = setUp();
    const caller = new AbortController();
    let aborted: unknown;
    const left = cache.load(
      "a",
      ({ signal }) =>
        new Promise<number>(() => {
          signal.addEventListener("abort", () => {
            aborted = signal.reason;
          });
        }),
      { signal: caller.signal },
    );
    caller.abort(new Error("gone"));
    await rejection(left);
    expect(aborted).toEqual(new Error("gone"));
    expect(await cache.load("a", () => 2)).toBe(2);
  });

  it("does not abort a load in the background", async () => {
    const { clock, cache } = setUp({ staleWhileRevalidate: 500 });
    void cache.set("a", 1);
    clock.advance(1_001);
    const caller = new AbortController();
    const { promise, resolve } = Promise.withResolvers<number>();
    await cache.load("a", () => promise, { signal: caller.signal });
    caller.abort();
    resolve(2);
    await settled();
    expect(cache.get("a")).toBe(2);
  });

  it("neither serves nor loads for a caller who has left already", async () => {
    const { cache } = setUp();
    void cache.set("a", 1);
    const load = cache.load("a", () => 2, { signal: AbortSignal.abort(new Error("gone")) });
    await expect(load).rejects.toThrow("gone");
  });
});
