import { describe, expect, it } from "vitest";
import {
  ConcurrencyLimiter,
  defineOperation,
  HttpCache,
  RateLimiter,
} from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

function newCache(clock = new FakeClock()): HttpCache {
  return new HttpCache({ ttl: 1_000, clock });
}

describe("a cache of answers", () => {
  it("serves a GET for its time without asking the service", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: { "x-a": "x" } }), json({ id: 2 }));
    const client = fake.client({ cache: newCache(clock), clock });
    await get(client, { owner: "x" });
    const { data, headers } = await get.response(client, { owner: "x" });
    expect({ data, a: headers["x-a"] }).toEqual({ data: { id: 1 }, a: "x" });
    clock.advance(1_001);
    expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
  });

  it("gives every caller an object of its own", async () => {
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ cache: newCache() });
    const first = await get(client, { owner: "x" });
    Object.assign(first, { id: 99 });
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });

  it("tells apart paths, header fields and, above all, users", async () => {
    fake.service.reply(...[1, 2, 3, 4].map((id) => json({ id })));
    const cache = newCache();
    const one = fake.client({ cache, credentials: { token: "user-1" } });
    const other = fake.client({ cache, credentials: { token: "user-2" } });
    const answers = [
      await get(one, { owner: "x" }),
      await get(one, { owner: "y" }),
      await get(other, { owner: "x" }),
      await get(other, { owner: "x" }, { headers: { "accept-language": "de" } }),
      await get(one, { owner: "x" }),
    ];
    expect(answers.map(({ id }) => id)).toEqual([1, 2, 3, 4, 1]);
  });

  it("keeps neither other methods, nor errors, nor what the service forbids to keep", async () => {
    const forbidden = json({ id: 1 }, { headers: { "cache-control": "private, no-store" } });
    fake.service.reply(json({}), json({}), { status: 404 }, forbidden, json({ id: 2 }));
    const client = fake.client({ cache: newCache() });
    await create(client, { body: {} });
    await create(client, { body: {} });
    await rejection(get(client, { owner: "x" }));
    await get(client, { owner: "x" });
    expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
  });

  it.each(["whole", "streamed"])(
    "forgets what a %s answer to another method has changed",
    async (how) => {
      const path = "/repos/x";
      const save = defineOperation({ id: "save", method: "PUT", path });
      fake.service.reply(json({ id: 1 }), { status: 204 }, json({ id: 2 }));
      const client = fake.client({ cache: newCache() });
      await get(client, { owner: "x" });
      if (how === "whole") await save(client);
      else await (await save.stream(client)).close();
      expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
    },
  );

  it("asks on condition, and serves what it has when nothing has changed", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: { etag: '"v1"' } }), { status: 304 });
    const client = fake.client({ cache: newCache(clock), clock });
    await get(client, { owner: "x" });
    clock.advance(1_001);
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    expect(fake.service.requests[1]?.headers["if-none-match"]).toBe('"v1"');
  });

  it("lets a thousand calls at once make one request", async () => {
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ cache: newCache() });
    const calls = Array.from({ length: 1_000 }, () => get(client, { owner: "x" }));
    expect(new Set((await Promise.all(calls)).map(({ id }) => id))).toEqual(new Set([1]));
    expect(fake.service.requests).toHaveLength(1);
  });

  it("goes on for the others when the call that asks is cancelled", async () => {
    const abort = new AbortController();
    fake.service.reply(() => {
      abort.abort();
      return json({ id: 1 });
    });
    const client = fake.client({ cache: newCache() });
    const first = rejection(get(client, { owner: "x" }, { signal: abort.signal }));
    const second = get(client, { owner: "x" });
    expect(await first).toMatchObject({ kind: "cancelled" });
    expect(await second).toEqual({ id: 1 });
  });

  it("ends a call whose time is over while another's request goes on", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ fault: "hang" });
    const client = fake.client({ cache: newCache(clock), clock });
    const long = rejection(get(client, { owner: "x" }, { timeout: 2_000, retry: false }));
    const short = rejection(get(client, { owner: "x" }, { timeout: 1_000 }));
    await fake.service.received(1);
    clock.advance(1_000);
    expect(await short).toMatchObject({ kind: "timeout" });
    clock.advance(1_000);
    expect(await long).toMatchObject({ kind: "timeout" });
    expect(clock.pending).toBe(0);
  });

  it("asks again for a call whose time is longer than that of the one that asked for it", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ fault: "hang" }, json({ id: 2 }));
    const client = fake.client({ cache: newCache(clock), clock, retry: false });
    const short = rejection(get(client, { owner: "x" }, { timeout: 1_000 }));
    const long = get(client, { owner: "x" }, { timeout: 5_000 });
    await fake.service.received(1);
    clock.advance(1_000);
    expect(await short).toMatchObject({
      kind: "timeout",
      message: "Hub repos/get: no answer within 1000 ms",
      retryable: true,
      attempts: 1,
    });
    expect(await long).toEqual({ id: 2 });
    expect(clock.pending).toBe(0);
  });

  it("asks again for a call when the client that asked for it is closed", async () => {
    const clock = new FakeClock({ manual: true });
    const cache = newCache(clock);
    const rateLimiter = new RateLimiter({ rate: 1, clock });
    await rateLimiter.tryAcquire();
    fake.service.reply(json({ id: 1 }));
    const closing = fake.client({ cache, clock, rateLimiter });
    const first = rejection(get(closing, { owner: "x" }));
    await new Promise(setImmediate);
    const second = get(fake.client({ cache, clock }), { owner: "x" });
    await closing.close();
    await new Promise(setImmediate);
    clock.advance(1_000);
    expect(await first).toMatchObject({
      kind: "cancelled",
      message: expect.stringContaining("client is closed"),
    });
    expect(await second).toEqual({ id: 1 });
  });

  it("tells a call that waits why there is no answer, not that the other was cancelled", async () => {
    const clock = new FakeClock({ manual: true });
    const concurrency = new ConcurrencyLimiter({ limit: 1, clock });
    await concurrency.acquire();
    const client = fake.client({ cache: newCache(clock), clock, concurrency, retry: false });
    const controller = new AbortController();
    const { signal } = controller;
    const first = rejection(get(client, { owner: "x" }, { timeout: 1_000, signal }));
    const second = rejection(get(client, { owner: "x" }, { timeout: 5_000 }));
    await new Promise(setImmediate);
    controller.abort();
    expect(await first).toMatchObject({ kind: "cancelled" });
    clock.advance(1_000);
    expect(await second).toMatchObject({ kind: "rate-limit" });
  });

  it("gives the request id with an error that it keeps", async () => {
    const clock = new FakeClock();
    const cache = new HttpCache({ negativeTtl: 1_000, clock });
    fake.service.reply(json({}, { status: 404, headers: { "x-request-id": "ABC" } }));
    const client = fake.client({ cache, clock });
    await rejection(get(client, { owner: "x" }));
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ requestId: "ABC" });
  });

  it("serves a stale answer while the service is down, where the user allows it", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }), { status: 503 });
    const cache = new HttpCache({ ttl: 1_000, staleIfError: 60_000, clock });
    const client = fake.client({ cache, clock, retry: false });
    await get(client, { owner: "x" });
    clock.advance(1_001);
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });
});
