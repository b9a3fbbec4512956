import { describe, expect, it } from "vitest";
import { HttpCache } from "../../../src/runtime/cache/http-cache.js";
import type { HttpCacheOptions, HttpSend } from "../../../src/runtime/cache/http-cache-options.js";
import type { WireAnswer } from "../../../src/runtime/http/exchange.js";
import { FakeClock } from "../../../src/testing.js";
import { FakeCacheStore } from "./fake-cache-store.js";
import { answer, get, origin, request, textOf } from "./wire.js";

/** A store, two processes that share it, and a service that counts its requests. */
function setUp(options: HttpCacheOptions = {}) {
  const clock = new FakeClock({ manual: true });
  const store = new FakeCacheStore(clock);
  const service = {
    requests: 0,
    reply: (n: number): WireAnswer | Promise<WireAnswer> => answer(`answer ${n}`, fresh),
  };
  const send: HttpSend = async (wire) => {
    service.requests += 1;
    return { answer: await service.reply(service.requests), url: wire.origin + wire.path };
  };
  const process = () => {
    const cache = new HttpCache({ clock, store, name: "n", ...options });
    return async (wire = get("/a")) => textOf(await cache.serve(wire, send));
  };
  return { clock, store, service, one: process(), other: process() };
}

const fresh = { "cache-control": "max-age=60" };
const settled = (): Promise<void> => new Promise(setImmediate);

describe("HttpCache with a store", () => {
  it("serves what another process was answered, with the age that it has by now", async () => {
    const { clock, service, one, other } = setUp();
    await one();
    await settled();
    clock.advance(59_999);
    expect(await other()).toBe("answer 1");
    clock.advance(1);
    expect(await other()).toBe("answer 2");
    expect(service.requests).toBe(2);
  });

  it("keeps bytes that are no text", async () => {
    const { store, clock } = setUp();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const send: HttpSend = async () => ({
      answer: { status: 200, headers: fresh, body: bytes },
      url: `${origin}/a`,
    });
    const caches = [1, 2].map(() => new HttpCache({ clock, store, name: "n" }));
    const bodies: Uint8Array[] = [];
    for (const cache of caches) {
      bodies.push((await cache.serve(get("/a"), send)).body);
      await settled();
    }
    expect(bodies).toEqual([bytes, bytes]);
  });

  it("validates what another process was answered", async () => {
    const { clock, store, one, other, service } = setUp();
    service.reply = (n) => (n === 1 ? answer("one", { etag: '"1"' }) : answer("", {}, 304));
    await one();
    await settled();
    expect(await other()).toBe("one");
    expect(service.requests).toBe(2);
    expect(store.texts.size).toBe(2);
    expect(clock.pending).toBe(0);
  });

  it("shows no credentials in the store's keys and texts", async () => {
    const { store, one } = setUp();
    await one(get("/a?key=secret-1", { authorization: "Bearer secret-2" }));
    await settled();
    const written = [...store.questions, ...Array.from(store.texts.values(), ({ text }) => text)];
    expect(written.join()).not.toContain("secret");
  });

  it("forgets a URL in every process when one changes something there", async () => {
    const { one, other } = setUp();
    const user = get("/a", { authorization: "Bearer 2" });
    await one();
    await other(user);
    await settled();
    await other(request("DELETE", "/a"));
    expect(await one()).toBe("answer 4");
    expect(await other(user)).toBe("answer 5");
  });

  it("does not keep an answer that was under way when another process changed something", async () => {
    const { one, other, service } = setUp();
    const { promise, resolve } = Promise.withResolvers<WireAnswer>();
    const reply = service.reply;
    service.reply = () => promise;
    const old = one();
    await settled();
    service.reply = reply;
    await other(request("DELETE", "/a"));
    resolve(answer("old", fresh));
    expect(await old).toBe("old");
    await settled();
    expect([await one(), await other()]).toEqual(["answer 3", "answer 3"]);
  });

  it("does not ask the store for localTtl", async () => {
    const { clock, store, one } = setUp({ localTtl: 1_000 });
    await one();
    await settled();
    const { length } = store.questions;
    clock.advance(999);
    expect(await one()).toBe("answer 1");
    expect(store.questions).toHaveLength(length);
  });

  it.each(["rejects", "throws", "hangs"] as const)(
    "works without a store that %s",
    async (mode) => {
      const { clock, store, service, one } = setUp();
      store.mode = mode;
      const first = one();
      await settled();
      clock.advance(100);
      expect(await first).toBe("answer 1");
      expect(await one()).toBe("answer 1");
      await one(request("DELETE", "/a"));
      expect(await one()).toBe("answer 3");
      expect(service.requests).toBe(3);
      expect(clock.pending).toBe(0);
    },
  );

  it("validates for a request with no-cache, whoever asks the store at the same time", async () => {
    const { one, other } = setUp();
    await one();
    await settled();
    const both = await Promise.all([other(), other(get("/a", { "cache-control": "no-cache" }))]);
    expect(both).toEqual(["answer 1", "answer 2"]);
  });

  it("asks the service when the store holds something else", async () => {
    const { clock, store, one, service } = setUp();
    await one();
    await settled();
    for (const key of store.texts.keys()) {
      store.texts.set(key, { text: "{}", endsAt: clock.now() + 1_000 });
    }
    expect(await one()).toBe("answer 2");
    expect(service.requests).toBe(2);
  });

  it("refuses a store without a name", () => {
    const store = new FakeCacheStore(new FakeClock());
    expect(() => new HttpCache({ store })).toThrow(TypeError);
  });
});
