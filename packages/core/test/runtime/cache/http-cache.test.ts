import { describe, expect, it, vi } from "vitest";
import { HttpCache } from "../../../src/runtime/cache/http-cache.js";
import type {
  HttpCacheOptions,
  HttpSend,
  ServedAnswer,
} from "../../../src/runtime/cache/http-cache-options.js";
import {
  ExchangeError,
  type WireAnswer,
  type WireRequest,
} from "../../../src/runtime/http/exchange.js";
import { FakeClock } from "../../../src/testing.js";
import { rejection } from "../hub.js";
import { answer, get, origin, request, textOf } from "./wire.js";

type Reply = WireAnswer | Error | (() => Promise<WireAnswer>);

/** A cache, and a service that gives replies in order. */
function setUp(options: HttpCacheOptions = {}) {
  const clock = new FakeClock({ manual: true });
  const cache = new HttpCache({ clock, ...options });
  const replies: Reply[] = [];
  const sent: WireRequest[] = [];
  const send: HttpSend = async (wire) => {
    sent.push(wire);
    const reply = replies.shift();
    if (reply === undefined) throw new Error("No reply is left.");
    if (reply instanceof Error) throw reply;
    return {
      answer: typeof reply === "function" ? await reply() : reply,
      url: wire.origin + wire.path,
    };
  };
  return {
    clock,
    cache,
    sent,
    reply: (...more: Reply[]) => void replies.push(...more),
    serve: (wire = get("/a")) => cache.serve(wire, send),
    send,
  };
}

const brief = (served: ServedAnswer) => [served.status, textOf(served), served.fromCache];
const settled = (): Promise<void> => new Promise(setImmediate);
const fresh = { "cache-control": "max-age=60" };
const refused = new ExchangeError("connection refused", "network", true);
const notModified = (headers: WireAnswer["headers"] = {}) => answer("", headers, 304);

describe("HttpCache and fresh answers", () => {
  it("serves an answer for as long as it is fresh, with its age, and asks again after", async () => {
    const { clock, serve, reply, sent } = setUp();
    reply(answer("one", { ...fresh, x: "y" }), answer("two"));
    expect(await serve()).toMatchObject({ fromCache: false, headers: { x: "y" } });
    clock.advance(59_999);
    const served = await serve();
    expect(brief(served)).toEqual([200, "one", true]);
    expect(served).toMatchObject({ url: `${origin}/a`, headers: { ...fresh, x: "y", age: "59" } });
    clock.advance(1);
    expect(brief(await serve())).toEqual([200, "two", false]);
    expect(sent).toEqual([get("/a"), get("/a")]);
  });

  it("gives an answer that says nothing its default, and asks again every time without one", async () => {
    const { clock, serve, reply } = setUp({ ttl: 1_000 });
    reply(answer("one"), answer("two"));
    await serve();
    clock.advance(999);
    expect(brief(await serve())).toEqual([200, "one", true]);
    clock.advance(1);
    expect(brief(await serve())).toEqual([200, "two", false]);
    const without = setUp();
    without.reply(answer("one"), answer("two"));
    await without.serve();
    expect(brief(await without.serve())).toEqual([200, "two", false]);
  });

  it("gives every caller bytes and fields of its own", async () => {
    const { serve, reply } = setUp();
    reply(answer("one", fresh));
    const all = [await serve(), await serve()];
    for (const served of all) {
      served.body.fill(0);
      Object.assign(served.headers, { x: "changed" });
    }
    const served = await serve();
    expect(textOf(served)).toBe("one");
    expect(served.headers).not.toHaveProperty("x");
  });

  it("serves nobody the answer of another, whatever tells them apart", async () => {
    const { serve, reply } = setUp();
    const users = [
      get("/a", { authorization: "Bearer 1" }),
      get("/a", { authorization: "Bearer 2" }),
      get("/a", { cookie: "session=1" }),
      get("/a", { "x-api-key": "1" }),
      get("/a?key=1"),
      get("/a"),
    ];
    reply(...users.map((_user, i) => answer(String(i), fresh)));
    const first: string[] = [];
    for (const user of users) first.push(textOf(await serve(user)));
    const second = await Promise.all(users.map((user) => serve(user)));
    expect(first).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(second.map((each) => textOf(each))).toEqual(first);
    expect(second.every(({ fromCache }) => fromCache)).toBe(true);
  });

  it.each([
    ["no-store", answer("one", { "cache-control": "private, max-age=60, no-store" })],
    ["Vary: *", answer("one", { ...fresh, vary: "accept, *" })],
    ["a Vary that the key does not know", answer("one", { ...fresh, vary: "Traceparent" })],
    ["a part", answer("one", fresh, 206)],
    ["an error", answer("one", fresh, 500)],
    ["a redirect", answer("one", fresh, 302)],
  ])("does not keep %s", async (_case, first) => {
    const { serve, reply } = setUp({ ttl: 1_000, negativeTtl: 1_000 });
    reply(first, answer("two"));
    await serve();
    expect(brief(await serve())).toEqual([200, "two", false]);
  });

  it("does not keep what came by way of a redirect", async () => {
    const { cache } = setUp();
    const send: HttpSend = async () => ({ answer: answer("one", fresh), url: `${origin}/b` });
    expect((await cache.serve(get("/a"), send)).url).toBe(`${origin}/b`);
    expect((await cache.serve(get("/a"), send)).fromCache).toBe(false);
  });

  it("keeps 404 and 410 for negativeTtl", async () => {
    const { clock, serve, reply } = setUp({ negativeTtl: 1_000 });
    reply(answer("none", {}, 404), answer("gone", {}, 410), answer("there"));
    await serve();
    clock.advance(999);
    expect(brief(await serve())).toEqual([404, "none", true]);
    clock.advance(1);
    await serve();
    expect(brief(await serve())).toEqual([410, "gone", true]);
    clock.advance(1_000);
    expect(brief(await serve())).toEqual([200, "there", false]);
  });

  it("keeps no answer for longer than maxKeep", async () => {
    const { clock, serve, reply, sent } = setUp({ maxKeep: 10_000 });
    reply(answer("one", { ...fresh, etag: '"1"' }), answer("two"));
    await serve();
    clock.advance(10_001);
    await serve();
    expect(sent[1]?.headers).toEqual({});
  });

  it("is no younger than on its arrival when the clock is set back", async () => {
    const { clock, serve, reply } = setUp();
    reply(answer("one", { ...fresh, age: "5" }));
    await serve();
    vi.spyOn(clock, "wallTime").mockReturnValue(0);
    expect((await serve()).headers["age"]).toBe("5");
  });

  it("drops the least recently used beyond its bytes", async () => {
    const { serve, reply } = setUp({ maxBytes: 250 });
    const body = "x".repeat(100);
    reply(answer(body, fresh), answer(body, fresh), answer("again", fresh));
    await serve(get("/a"));
    await serve(get("/b"));
    expect((await serve(get("/b"))).fromCache).toBe(true);
    expect(brief(await serve(get("/a")))).toEqual([200, "again", false]);
  });

  it("forgets everything on clear, what is under way too", async () => {
    const { cache, serve, reply } = setUp();
    const under = Promise.withResolvers<WireAnswer>();
    reply(answer("a", fresh), () => under.promise, answer("a2"), answer("b2"));
    await serve(get("/a"));
    const old = serve(get("/b"));
    await settled();
    await cache.clear();
    under.resolve(answer("b", fresh));
    expect(textOf(await old)).toBe("b");
    expect(textOf(await serve(get("/a")))).toBe("a2");
    expect(textOf(await serve(get("/b")))).toBe("b2");
  });

  it.each([
    { ttl: -1 },
    { negativeTtl: -1 },
    { staleWhileRevalidate: -1 },
    { staleIfError: -1 },
    { maxKeep: 0 },
    { ignoredHeaders: ["Authorization"] },
  ])("refuses %j", (options) => {
    expect(() => new HttpCache(options)).toThrow(RangeError);
  });

  it("needs no options", async () => {
    const send: HttpSend = async () => ({ answer: answer("one", fresh), url: `${origin}/a` });
    const cache = new HttpCache();
    await cache.serve(get("/a"), send);
    expect((await cache.serve(get("/a"), send)).fromCache).toBe(true);
  });
});

describe("HttpCache and the request's own Cache-Control", () => {
  it.each([
    ["no-cache", false],
    ["no-store", false],
    ["max-age=5", false],
    ["max-age=10", true],
    ["min-fresh=51", false],
    ["min-fresh=50", true],
    ["max-stale", true],
  ])("%s after 10 of 60 s: served from the cache is %j", async (directive, fromCache) => {
    const { clock, serve, reply } = setUp();
    reply(answer("one", fresh), answer("two", fresh));
    await serve();
    clock.advance(10_000);
    expect((await serve(get("/a", { "cache-control": directive }))).fromCache).toBe(fromCache);
  });

  it.each([
    ["max-stale", true],
    ["max-stale=10", true],
    ["max-stale=9", false],
    ["max-stale, min-fresh=1", false],
  ])("%s 10 s after the end: served from the cache is %j", async (directive, fromCache) => {
    const { clock, serve, reply } = setUp();
    reply(answer("one", { ...fresh, etag: '"1"' }), answer("two", fresh));
    await serve();
    clock.advance(70_000);
    expect((await serve(get("/a", { "cache-control": directive }))).fromCache).toBe(fromCache);
  });

  it("lets a request with no-cache bring the answer up to date for the others", async () => {
    const { serve, reply } = setUp();
    reply(answer("one", fresh), answer("two", fresh));
    await serve();
    await serve(get("/a", { "cache-control": "no-cache" }));
    expect(brief(await serve())).toEqual([200, "two", true]);
  });

  it.each([
    "if-none-match",
    "if-modified-since",
    "if-match",
    "if-unmodified-since",
    "if-range",
    "range",
  ])("leaves a request with %s alone", async (field) => {
    const { serve, reply, sent } = setUp();
    reply(answer("one", fresh), notModified());
    await serve();
    expect((await serve(get("/a", { [field]: "x" }))).status).toBe(304);
    expect(sent[1]?.headers).toEqual({ [field]: "x" });
  });
});

describe("HttpCache and validation", () => {
  it("asks on condition, and serves the stored body with fields brought up to date", async () => {
    const { clock, serve, reply, sent } = setUp();
    reply(
      answer("one", { ...fresh, etag: '"1"', "last-modified": "lm", x: "old", age: "3" }),
      notModified({ etag: '"1"', "cache-control": "max-age=120", x: "new" }),
    );
    await serve();
    clock.advance(60_000);
    const confirmed = await serve();
    expect(sent[1]?.headers).toEqual({ "if-none-match": '"1"', "if-modified-since": "lm" });
    expect(brief(confirmed)).toEqual([200, "one", true]);
    expect(confirmed.headers).toMatchObject({ x: "new", age: "0" });
    // It is fresh again, by the new fields.
    clock.advance(119_999);
    expect((await serve()).headers).toMatchObject({ x: "new", age: "119" });
    expect(sent).toHaveLength(2);
  });

  it("validates every time with no-cache", async () => {
    const { serve, reply } = setUp();
    reply(
      answer("one", { "cache-control": "no-cache", etag: '"1"' }),
      notModified(),
      notModified(),
    );
    await serve();
    expect([brief(await serve()), brief(await serve())]).toEqual([
      [200, "one", true],
      [200, "one", true],
    ]);
  });

  it("takes a new answer in place of the old one", async () => {
    const { serve, reply, sent } = setUp();
    reply(answer("one", { etag: '"1"' }), answer("two", { etag: '"2"' }), notModified());
    await serve();
    expect(brief(await serve())).toEqual([200, "two", false]);
    expect(brief(await serve())).toEqual([200, "two", true]);
    expect(sent[2]?.headers).toEqual({ "if-none-match": '"2"' });
  });

  it("asks for the whole answer when a 304 speaks of another one", async () => {
    const { serve, reply, sent } = setUp();
    reply(answer("one", { etag: '"1"' }), notModified({ etag: '"2"' }), answer("two", fresh));
    await serve();
    expect(brief(await serve())).toEqual([200, "two", false]);
    expect(sent[2]?.headers).toEqual({});
  });

  it("asks for the whole answer when the 304 came by way of a redirect", async () => {
    const { cache, serve, reply } = setUp();
    reply(answer("one", { etag: '"1"' }));
    await serve();
    const send: HttpSend = async ({ headers }) => ({
      answer: "if-none-match" in headers ? notModified() : answer("elsewhere"),
      url: `${origin}/b`,
    });
    expect(brief(await cache.serve(get("/a"), send))).toEqual([200, "elsewhere", false]);
  });

  it("hands on a 304 to a question that had no condition", async () => {
    const { serve, reply } = setUp();
    reply(notModified());
    expect((await serve()).status).toBe(304);
  });

  it("forgets an answer when a 304 says no-store", async () => {
    const { serve, reply, sent } = setUp();
    reply(
      answer("one", { etag: '"1"' }),
      notModified({ "cache-control": "no-store" }),
      answer("two"),
    );
    await serve();
    expect(textOf(await serve())).toBe("one");
    await serve();
    expect(sent[2]?.headers).toEqual({});
  });

  it.each([404, 403])("forgets an answer when the service says %d", async (status) => {
    const { serve, reply, sent } = setUp();
    reply(answer("one", { etag: '"1"' }), answer("", {}, status), answer("two"));
    await serve();
    await serve();
    await serve();
    expect(sent[2]?.headers).toEqual({});
  });

  it.each([429, 503])("keeps an answer to validate when the service says %d", async (status) => {
    const { serve, reply } = setUp();
    reply(answer("one", { etag: '"1"' }), answer("", {}, status), notModified());
    await serve();
    expect((await serve()).status).toBe(status);
    expect(brief(await serve())).toEqual([200, "one", true]);
  });
});

describe("HttpCache and stale answers", () => {
  const stale = { "cache-control": "max-age=60, stale-while-revalidate=30, stale-if-error=90" };

  it("serves a stale answer at once while one request validates it", async () => {
    const { clock, serve, reply, sent } = setUp();
    const under = Promise.withResolvers<WireAnswer>();
    reply(answer("one", { ...stale, etag: '"1"' }), () => under.promise);
    await serve();
    clock.advance(89_999);
    const served = await Promise.all(Array.from({ length: 100 }, () => serve()));
    expect(new Set(served.map((each) => textOf(each)))).toEqual(new Set(["one"]));
    expect(sent).toHaveLength(2);
    expect(sent[1]?.headers).toEqual({ "if-none-match": '"1"' });
    under.resolve(answer("two", fresh));
    await settled();
    expect(brief(await serve())).toEqual([200, "two", true]);
  });

  it("tells of a validation in the background that fails, and goes on with the stale answer", async () => {
    const onError = vi.fn<(error: unknown) => void>();
    const { clock, serve, reply } = setUp({ onError });
    reply(answer("one", stale), refused, answer("two", fresh));
    await serve();
    clock.advance(70_000);
    await serve();
    await settled();
    expect(onError).toHaveBeenCalledExactlyOnceWith(refused);
    expect(brief(await serve())).toEqual([200, "one", true]);
    await settled();
    expect(brief(await serve())).toEqual([200, "two", true]);
  });

  it.each([
    ["the network", refused],
    ["time", new ExchangeError("no answer within 10 ms", "timeout", true)],
    ["a 503", answer("", {}, 503)],
  ])(
    "serves a stale answer when the service fails because of %s, for its time",
    async (_case, failure) => {
      const { clock, serve, reply } = setUp();
      reply(answer("one", stale), failure, failure);
      await serve();
      clock.advance(149_999);
      expect(brief(await serve())).toEqual([200, "one", true]);
      clock.advance(1);
      const late = await serve().then(
        ({ status, fromCache }) => ({ status, fromCache }),
        (error: unknown) => error,
      );
      expect(late).toEqual(failure instanceof Error ? failure : { status: 503, fromCache: false });
    },
  );

  it("serves a stale answer for the client's own time where the answer says none", async () => {
    const { clock, serve, reply } = setUp({ staleIfError: 10_000, staleWhileRevalidate: 5_000 });
    reply(answer("one", fresh), refused, refused, refused);
    await serve();
    clock.advance(64_999);
    expect(textOf(await serve())).toBe("one");
    await settled();
    clock.advance(1);
    expect(textOf(await serve())).toBe("one");
    clock.advance(5_000);
    await expect(serve()).rejects.toBe(refused);
  });

  it("keeps an answer that stood in for no longer than maxKeep", async () => {
    const { clock, serve, reply } = setUp({ maxKeep: 100_000, staleIfError: 1_000_000 });
    reply(answer("one", { ...fresh, etag: '"1"' }), refused, refused);
    await serve();
    clock.advance(90_000);
    expect(textOf(await serve())).toBe("one");
    clock.advance(10_001);
    await expect(serve()).rejects.toBe(refused);
  });

  it("tells once of a failure that many were served stale in", async () => {
    const onError = vi.fn<() => void>();
    const { clock, serve, reply } = setUp({ onError });
    const under = Promise.withResolvers<WireAnswer>();
    reply(answer("one", stale), () => under.promise);
    await serve();
    clock.advance(70_000);
    await serve();
    await serve();
    under.reject(refused);
    await settled();
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each([
    ["an error of another kind", new ExchangeError("no credentials", "auth", false)],
    ["a programmer's error", new TypeError("x is not a function")],
  ])("hands on %s", async (_case, failure) => {
    const { clock, serve, reply } = setUp();
    reply(answer("one", stale), failure);
    await serve();
    clock.advance(100_000);
    await expect(serve()).rejects.toBe(failure);
  });

  it.each(["must-revalidate", "no-cache"])("serves nothing stale with %s", async (directive) => {
    const { clock, serve, reply } = setUp({ staleIfError: 60_000, staleWhileRevalidate: 60_000 });
    const headers = { "cache-control": `${directive}, max-age=10`, etag: '"1"' };
    reply(answer("one", headers), refused);
    await serve();
    clock.advance(10_000);
    await expect(serve()).rejects.toBe(refused);
  });

  it("serves nothing stale to a request that wants it validated", async () => {
    const { clock, serve, reply } = setUp();
    reply(answer("one", stale), refused);
    await serve();
    clock.advance(70_000);
    await expect(serve(get("/a", { "cache-control": "no-cache" }))).rejects.toBe(refused);
  });
});

describe("HttpCache and requests at the same time", () => {
  it("makes one request of 1,000 that miss", async () => {
    const { serve, reply, sent } = setUp();
    reply(answer("one", fresh));
    const served = await Promise.all(Array.from({ length: 1_000 }, () => serve()));
    expect(sent).toHaveLength(1);
    expect(new Set(served.map((each) => textOf(each)))).toEqual(new Set(["one"]));
    expect(new Set(served.map(({ body }) => body.buffer)).size).toBe(1_000);
  });

  it("rejects everybody when the request fails, and keeps nothing", async () => {
    const { serve, reply } = setUp();
    reply(refused, answer("one"));
    expect(await Promise.all([rejection(serve()), rejection(serve())])).toEqual([refused, refused]);
    expect(textOf(await serve())).toBe("one");
  });

  it("sends a request for everybody when the answer is not for others", async () => {
    const { serve, reply, sent } = setUp();
    const own = { "cache-control": "no-store" };
    reply(answer("one", own), answer("two", own), answer("three", own));
    const served = await Promise.all([serve(), serve(), serve()]);
    expect(served.map((each) => textOf(each)).toSorted()).toEqual(["one", "three", "two"]);
    expect(sent).toHaveLength(3);
  });

  it("sends a request of its own when the answer of one in the background is not for others", async () => {
    const { clock, serve, reply } = setUp();
    const under = Promise.withResolvers<WireAnswer>();
    reply(
      answer("one", { "cache-control": "max-age=60, stale-while-revalidate=30" }),
      () => under.promise,
      answer("own"),
    );
    await serve();
    clock.advance(60_000);
    await serve();
    await settled();
    clock.advance(30_000);
    const late = serve();
    await settled();
    under.resolve(answer("another's", { "cache-control": "no-store" }));
    expect(textOf(await late)).toBe("own");
  });

  it("lets one caller leave, and aborts the request when nobody waits", async () => {
    const { cache } = setUp();
    const signals: (AbortSignal | undefined)[] = [];
    const send: HttpSend = (_request, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const callers = [new AbortController(), new AbortController()];
    const waits = callers.map(({ signal }) => rejection(cache.serve(get("/a"), send, { signal })));
    await settled();
    callers[0]?.abort("first");
    expect(await waits[0]).toBe("first");
    expect(signals[0]?.aborted).toBe(false);
    callers[1]?.abort("second");
    expect(await waits[1]).toBe("second");
    expect(signals[0]?.reason).toBe("second");
    expect(signals).toHaveLength(1);
  });

  it("does nothing for a caller who has left already", async () => {
    const { cache, send, sent } = setUp();
    const signal = AbortSignal.abort("gone");
    expect(await rejection(cache.serve(get("/a"), send, { signal }))).toBe("gone");
    expect(sent).toEqual([]);
  });
});

describe("HttpCache and requests that change something (RFC 9111 §4.4)", () => {
  it.each(["PUT", "POST", "PATCH", "DELETE"] as const)(
    "forgets the URL's answers, everybody's, after a %s that succeeds",
    async (method) => {
      const { serve, reply } = setUp();
      const other = get("/a", { authorization: "Bearer 2" });
      reply(answer("1", fresh), answer("2", fresh), answer("3", fresh));
      await serve();
      await serve(other);
      await serve(get("/b"));
      reply(answer("", {}, 204), answer("4", fresh), answer("5", fresh));
      await serve(request(method, "/a", { "content-type": "a/b" }));
      expect(brief(await serve())).toEqual([200, "4", false]);
      expect(brief(await serve(other))).toEqual([200, "5", false]);
      expect(brief(await serve(get("/b")))).toEqual([200, "3", true]);
    },
  );

  it.each([
    ["POST", 400],
    ["POST", 500],
    ["HEAD", 200],
    ["OPTIONS", 200],
  ] as const)("keeps them after a %s with %d", async (method, status) => {
    const { serve, reply } = setUp();
    reply(answer("one", fresh), answer("", {}, status));
    await serve();
    await serve(request(method, "/a"));
    expect(brief(await serve())).toEqual([200, "one", true]);
  });

  it("keeps them after a POST that did not arrive", async () => {
    const { serve, reply } = setUp();
    reply(answer("one", fresh), refused);
    await serve();
    await rejection(serve(request("POST", "/a")));
    expect((await serve()).fromCache).toBe(true);
  });

  it.each(["location", "content-location"])("forgets the answers of the %s, too", async (field) => {
    const { serve, reply } = setUp({ negativeTtl: 60_000 });
    reply(answer("", {}, 404), answer("", { [field]: "/a/1" }, 201), answer("there"));
    await serve(get("/a/1"));
    await serve(request("POST", "/a"));
    expect(textOf(await serve(get("/a/1")))).toBe("there");
  });

  it.each(["https://other.example/b", "http://[", `${origin}:444/b`])(
    "leaves other origins alone: %s",
    async (place) => {
      const { serve, reply } = setUp();
      const elsewhere = { ...get("/b"), origin: "https://other.example" };
      reply(answer("one", fresh), answer("", { location: place }, 201));
      await serve(elsewhere);
      await serve(request("POST", "/a"));
      expect((await serve(elsewhere)).fromCache).toBe(true);
    },
  );

  it("does not keep the answer of a GET that was under way", async () => {
    const { serve, reply } = setUp();
    const under = Promise.withResolvers<WireAnswer>();
    reply(() => under.promise, answer("", {}, 204), answer("new", fresh));
    const old = serve();
    await settled();
    await serve(request("DELETE", "/a"));
    // It does not wait for the old one either.
    expect(brief(await serve())).toEqual([200, "new", false]);
    under.resolve(answer("old", fresh));
    expect(textOf(await old)).toBe("old");
    expect(brief(await serve())).toEqual([200, "new", true]);
  });

  it("does not keep what a 304 confirmed that was under way", async () => {
    const { serve, reply } = setUp();
    const under = Promise.withResolvers<WireAnswer>();
    reply(
      answer("old", { etag: '"1"' }),
      () => under.promise,
      answer("", {}, 204),
      answer("new", fresh),
    );
    await serve();
    const old = serve();
    await settled();
    await serve(request("DELETE", "/a"));
    await serve();
    under.resolve(notModified(fresh));
    expect(textOf(await old)).toBe("old");
    expect(brief(await serve())).toEqual([200, "new", true]);
  });
});
