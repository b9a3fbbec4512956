import { describe, expect, it } from "vitest";
import { CacheManager, type StoredAnswer } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

function newCache(clock = new FakeClock()): CacheManager<StoredAnswer> {
  return new CacheManager({ ttl: 1_000, clock });
}

describe("a cache of answers", () => {
  it("serves a GET for its time without asking the service", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: { etag: "x" } }), json({ id: 2 }));
    const client = fake.client({ cache: newCache(clock), clock });
    await get(client, { owner: "x" });
    const { data, headers } = await get.response(client, { owner: "x" });
    expect({ data, etag: headers["etag"] }).toEqual({ data: { id: 1 }, etag: "x" });
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
    const cache = newCache();
    const client = fake.client({ cache });
    await create(client, { body: {} });
    await create(client, { body: {} });
    await rejection(get(client, { owner: "x" }));
    await get(client, { owner: "x" });
    expect(cache.size).toBe(0);
    expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
  });
});
