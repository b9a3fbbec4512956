import { describe, expect, it, vi } from "vitest";
import { CacheManager } from "../../../src/runtime/cache/cache-manager.js";
import type { CacheManagerOptions } from "../../../src/runtime/cache/cache-options.js";
import { FakeClock } from "../../../src/testing.js";
import { rejection } from "../hub.js";
import { FakeCacheStore } from "./fake-cache-store.js";

type Value = number | undefined;

/** A store, and caches of two processes that share it. */
function setUp(options: Partial<CacheManagerOptions<Value>> = {}) {
  const clock = new FakeClock({ manual: true });
  const store = new FakeCacheStore(clock);
  const process = () =>
    new CacheManager<Value>({ ttl: 1_000, name: "n", store, clock, ...options });
  return { clock, store, one: process(), other: process() };
}

const settled = (): Promise<void> => new Promise(setImmediate);
const unexpected = (): never => {
  throw new Error("It was loaded.");
};
const failures = ["rejects", "throws", "hangs"] as const;

describe("CacheManager with a store", () => {
  it("shares what it keeps, under its name", async () => {
    const { store, one, other } = setUp();
    await one.set("a", 1);
    expect(await other.read("a")).toBe(1);
    expect(await other.load("a", unexpected)).toBe(1);
    expect(store.questions[0]).toBe("set n:a for 1000");
  });

  it("serves what it sets at once, and asks the store when that has it", async () => {
    const { store, one } = setUp();
    const stored = one.set("a", 1);
    expect([one.get("a"), await one.load("a", unexpected)]).toEqual([1, 1]);
    await stored;
    expect(one.get("a")).toBeUndefined();
    expect(await one.load("a", unexpected)).toBe(1);
    expect(store.questions).toEqual(["set n:a for 1000", "get n:a"]);
  });

  it("shares what it loads", async () => {
    const { one, other } = setUp();
    expect(await one.load("a", () => 1)).toBe(1);
    await settled();
    expect(await other.load("a", unexpected)).toBe(1);
  });

  it("shares undefined", async () => {
    const { one, other } = setUp();
    await one.set("a", undefined);
    expect(await other.load("a", unexpected)).toBeUndefined();
  });

  it("serves nothing after its time, the time in the store included", async () => {
    const { clock, one, other } = setUp({ localTtl: 10_000 });
    await one.set("a", 1);
    clock.advance(600);
    expect(await other.read("a")).toBe(1);
    clock.advance(400);
    expect(other.get("a")).toBe(1);
    clock.advance(1);
    expect(other.get("a")).toBeUndefined();
    expect(await other.read("a")).toBeUndefined();
  });

  it("gives the store a whole number of milliseconds", async () => {
    const { store, one } = setUp();
    await one.set("a", 1, { ttl: 0.5 });
    await one.set("b", 1, { ttl: 10.9 });
    expect(store.questions).toEqual(["set n:a for 1", "set n:b for 10"]);
  });

  it("sees at once what another process sets or deletes", async () => {
    const { one, other } = setUp();
    await one.set("a", 1);
    await other.set("a", 2);
    expect([one.get("a"), await one.read("a")]).toEqual([undefined, 2]);
    expect(await other.delete("a")).toBe(true);
    expect(await one.read("a")).toBeUndefined();
    expect(await one.delete("a")).toBe(false);
  });

  it("does not ask the store again for localTtl", async () => {
    const { clock, store, one, other } = setUp({ localTtl: 100 });
    await one.set("a", 1);
    await other.set("a", 2);
    clock.advance(100);
    expect([one.get("a"), await one.read("a"), await one.load("a", unexpected)]).toEqual([1, 1, 1]);
    expect(store.questions).toHaveLength(2);
    clock.advance(1);
    expect(one.get("a")).toBeUndefined();
    expect([await one.read("a"), one.get("a")]).toEqual([2, 2]);
  });

  it("makes one question and one load of 1,000 that ask at the same time", async () => {
    const { store, one } = setUp();
    const load = vi.fn<() => Promise<number>>(async () => 1);
    const signals = Array.from({ length: 1_000 }, (_, i) =>
      i % 2 === 0 ? {} : { signal: new AbortController().signal },
    );
    const values = await Promise.all(signals.map((each) => one.load("a", load, each)));
    expect(new Set(values)).toEqual(new Set([1]));
    expect(load).toHaveBeenCalledOnce();
    expect(store.questions).toEqual(["get n:a", "set n:a for 1000"]);
  });

  it("makes one question of many that read at the same time", async () => {
    const { store, one } = setUp();
    await Promise.all(Array.from({ length: 100 }, () => one.read("a")));
    expect(store.questions).toEqual(["get n:a"]);
  });

  it("clears its own values only", async () => {
    const { clock, store, one } = setUp();
    const neighbour = new CacheManager<number>({ ttl: 1_000, name: "n2", store, clock });
    await Promise.all([one.set("a", 1), neighbour.set("a", 2)]);
    await one.clear();
    expect([await one.read("a"), await neighbour.read("a")]).toEqual([undefined, 2]);
  });

  it("does not keep what was read from the store when it is deleted meanwhile", async () => {
    const { one, other } = setUp({ localTtl: 100 });
    await other.set("a", 1);
    const read = one.read("a");
    await one.delete("a");
    await read;
    expect(one.get("a")).toBeUndefined();
  });

  it("loads anew for who asks after a delete, whatever is under way", async () => {
    const { one } = setUp();
    const { promise, resolve } = Promise.withResolvers<number>();
    const old = one.load("a", () => promise);
    await settled();
    await one.delete("a");
    expect(await one.load("a", () => 2)).toBe(2);
    resolve(1);
    expect(await old).toBe(1);
    expect(await one.load("a", unexpected)).toBe(2);
  });

  it("keeps what it loaded while somebody asked the store, which did not have it yet", async () => {
    const { store, one } = setUp();
    const { promise, resolve } = Promise.withResolvers<number>();
    const load = one.load("a", () => promise);
    await settled();
    const asked = Promise.withResolvers<undefined>();
    vi.spyOn(store, "get").mockReturnValueOnce(asked.promise);
    const read = one.read("a");
    store.mode = "hangs";
    resolve(1);
    await load;
    asked.resolve(undefined);
    expect([await read, one.get("a")]).toEqual([1, 1]);
  });

  it("aborts the load when nobody waits any more", async () => {
    const { one } = setUp();
    const caller = new AbortController();
    const aborted = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    const left = one.load(
      "a",
      ({ signal }) => {
        signal.addEventListener("abort", () => {
          aborted.resolve(signal.reason);
        });
        begun.resolve();
        return new Promise(() => undefined);
      },
      { signal: caller.signal },
    );
    await begun.promise;
    caller.abort("gone");
    expect(await rejection(left)).toBe("gone");
    expect(await aborted.promise).toBe("gone");
  });

  it("uses the codec that it is given", async () => {
    const clock = new FakeClock();
    const store = new FakeCacheStore(clock);
    const codec = {
      encode: (date: Date) => date.toISOString(),
      decode: (text: string) => new Date(text),
    };
    const cache = new CacheManager<Date>({ ttl: 1_000, name: "n", store, clock, codec });
    await cache.set("a", new Date(0));
    expect(store.texts.get("n:a")?.text).toBe("1970-01-01T00:00:00.000Z");
    expect(await cache.read("a")).toEqual(new Date(0));
  });

  it("takes a text that it cannot decode for a missing value, and tells of it", async () => {
    const onStoreError = vi.fn<(error: unknown) => void>();
    const { clock, store, one } = setUp({ onStoreError });
    store.texts.set("n:a", { text: "{", endsAt: clock.now() + 1_000 });
    expect(await one.load("a", () => 1)).toBe(1);
    expect(onStoreError.mock.calls[0]?.[0]).toBeInstanceOf(SyntaxError);
  });

  it("leaves nothing in the store for a value that cannot be encoded, and tells of it", async () => {
    const onStoreError = vi.fn<(error: unknown) => void>();
    const clock = new FakeClock();
    const store = new FakeCacheStore(clock);
    const cache = new CacheManager<unknown>({ ttl: 1_000, name: "n", store, clock, onStoreError });
    await cache.set("a", 1);
    const circle: { self?: unknown } = {};
    circle.self = circle;
    await cache.set("a", circle);
    expect(onStoreError.mock.calls[0]?.[0]).toBeInstanceOf(TypeError);
    expect(store.texts.size).toBe(0);
  });

  it.each([undefined, "", "a:b"])("refuses the name %j", (name) => {
    expect(() => setUp({ name })).toThrow(TypeError);
  });
});

describe("CacheManager with a store and staleWhileRevalidate", () => {
  it("serves what another process loaded, stale, while one load fetches the new", async () => {
    const { clock, store, one, other } = setUp({ staleWhileRevalidate: 500 });
    await one.set("a", 1);
    expect(store.questions).toEqual(["set n:a for 1500"]);
    clock.advance(1_200);
    expect(await other.read("a")).toBeUndefined();
    const load = vi.fn<() => number>(() => 2);
    const served = Array.from({ length: 100 }, () => other.load("a", load));
    expect(new Set(await Promise.all(served))).toEqual(new Set([1]));
    await settled();
    expect(load).toHaveBeenCalledOnce();
    expect(await one.load("a", unexpected)).toBe(2);
  });

  it("does not serve 'there is none' stale", async () => {
    const { clock, store, one, other } = setUp({ staleWhileRevalidate: 500, negativeTtl: 100 });
    await one.set("a", undefined);
    expect(store.questions).toEqual(["set n:a for 100"]);
    const load = vi.fn<() => number>(() => 1);
    clock.advance(99);
    expect(await other.load("a", load)).toBeUndefined();
    expect(load).not.toHaveBeenCalled();
    clock.advance(1);
    expect(await other.load("a", load)).toBe(1);
  });

  it("takes an old value out of the store when a load says that there is none", async () => {
    const { clock, one, other } = setUp({ staleWhileRevalidate: 500, cacheErrors: () => true });
    await one.set("a", 1);
    clock.advance(1_200);
    expect(await one.load("a", unexpected)).toBe(1);
    await settled();
    await expect(one.load("a", () => 2)).rejects.toThrow("It was loaded.");
    expect(await other.load("a", () => 2)).toBe(2);
  });
});

describe.each(failures)("CacheManager whose store %s", (failure) => {
  /** Lets a store that hangs run into its time. */
  async function inTime<Result>(clock: FakeClock, question: Promise<Result>): Promise<Result> {
    await settled();
    clock.advance(100);
    return question;
  }

  it("works on memory alone, and makes nobody wait for longer than storeTimeout", async () => {
    const onStoreError = vi.fn<(error: unknown) => void>();
    const { clock, store, one } = setUp({ onStoreError });
    store.mode = failure;
    await inTime(clock, one.set("a", 1));
    expect(onStoreError).toHaveBeenCalledOnce();
    expect([one.get("a"), await one.read("a"), await one.load("a", unexpected)]).toEqual([1, 1, 1]);
    expect(await one.load("b", () => 2)).toBe(2);
    expect(one.get("b")).toBe(2);
    expect(await one.delete("a")).toBe(true);
    expect(await one.read("a")).toBeUndefined();
    await one.clear();
    expect(one.size).toBe(0);
    // While it rests the store is not asked.
    expect(store.questions).toEqual(["set n:a for 1000"]);
    expect(clock.pending).toBe(0);
  });

  it("serves what memory has of it, for its whole time", async () => {
    const { clock, store, one } = setUp({ staleWhileRevalidate: 500, storePause: 10_000 });
    await one.set("a", 1);
    store.mode = failure;
    expect(await inTime(clock, one.read("a"))).toBe(1);
    clock.advance(900);
    expect(one.get("a")).toBe(1);
    clock.advance(1);
    expect(one.get("a")).toBeUndefined();
    expect(await one.load("a", () => 2)).toBe(1);
    await settled();
    expect(one.get("a")).toBe(2);
  });

  it("is used again when it is back", async () => {
    const { clock, store, one, other } = setUp();
    store.mode = failure;
    await inTime(clock, one.set("a", 1));
    clock.advance(1_000);
    store.mode = "works";
    await other.set("a", 2);
    expect(await one.read("a")).toBe(2);
  });

  it("keeps the one load per key, and loads that fail are not kept", async () => {
    const { clock, store, one } = setUp();
    store.mode = failure;
    const load = vi
      .fn<() => Promise<number>>()
      .mockRejectedValueOnce(new Error("down"))
      .mockResolvedValue(1);
    const both = [one.load("a", load), one.load("a", load)].map((each) => rejection(each));
    expect(await inTime(clock, Promise.all(both))).toEqual([new Error("down"), new Error("down")]);
    expect(load).toHaveBeenCalledOnce();
    expect(await one.load("a", load)).toBe(1);
  });

  it("stays quiet when the listener throws", async () => {
    const { clock, store, one } = setUp({ onStoreError: unexpected });
    store.mode = failure;
    expect(
      await inTime(
        clock,
        one.load("a", () => 1),
      ),
    ).toBe(1);
  });
});
