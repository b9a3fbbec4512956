import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ConcurrencyLimiter, RateLimiter, type ServiceDescription } from "../../../src/runtime.js";
import { type FakeAnswer, FakeClock } from "../../../src/testing.js";
import { create, download, get, hub, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

/** Header fields that say how much is left, and in how many seconds it is full again. */
function quota(clock: FakeClock, remaining: number, seconds: number): Record<string, string> {
  return {
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(clock.wallTime() / 1000 + seconds),
  };
}

describe("a service's rate limit", () => {
  it("holds the next call until the reset when nothing remains", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: quota(clock, 0, 30) }), json({ id: 2 }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(0);
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(30_000);
  });

  it("holds nothing while something remains", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: quota(clock, 1, 30) }), json({ id: 2 }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(0);
  });

  it("fails a call at once whose time does not last until the reset", async () => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers: quota(clock, 0, 3_600) }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "rate-limit",
      message: "Hub repos/get: The rate limit allows the next call in 3600 s.",
      retryAfter: 3_600_000,
      attempts: 0,
    });
    expect(clock.now()).toBe(0);
  });

  it("makes a 403 a refusal that is sent again after the reset, whatever the method", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 403, headers: quota(clock, 0, 10) }, json({ id: 1 }));
    expect(await create(fake.client({ clock }), { body: {} })).toEqual({ id: 1 });
    expect(clock.now()).toBe(10_000);
  });

  it("makes a 403 with Retry-After a refusal, although something remains", async () => {
    const clock = new FakeClock();
    const headers = { ...quota(clock, 10, 3_600), "retry-after": "5" };
    fake.service.reply({ status: 403, headers }, json({ id: 1 }));
    await get(fake.client({ clock }), { owner: "x" });
    expect(clock.now()).toBe(5_000);
  });

  it("leaves a 403 that is about permission as it is", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 403, headers: quota(clock, 10, 3_600) });
    expect(await rejection(get(fake.client({ clock }), { owner: "x" }))).toMatchObject({
      kind: "permission",
      attempts: 1,
    });
  });

  it("holds other calls too when one is refused", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 429, headers: { "retry-after": "3" } }, json({ id: 1 }), {
      status: 204,
    });
    const client = fake.client({ clock });
    const refused = get(client, { owner: "x" }).then(() => clock.now());
    await fake.service.received(1);
    await refused;
    await download(client);
    expect(clock.now()).toBe(3_000);
  });

  it("is counted from the service's own clock where the answer says it", async () => {
    const clock = new FakeClock({ wallTime: Date.UTC(2030, 0, 1) });
    const headers = {
      date: "Thu, 01 Jan 2026 00:00:00 GMT",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Date.UTC(2026, 0, 1) / 1000 + 8),
    };
    fake.service.reply(json({ id: 1 }, { headers }), json({ id: 2 }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(8_000);
  });

  it("may come in milliseconds, and as seconds from now", async () => {
    const clock = new FakeClock();
    const milliseconds = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(clock.wallTime() + 2_500),
    };
    fake.service.reply(json({ id: 1 }, { headers: milliseconds }), json({ id: 2 }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(2_500);

    const rateLimit = {
      ...hub.rateLimit,
      resetUnit: "delta-seconds",
    } as ServiceDescription["rateLimit"] & {};
    const delta = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4" };
    fake.service.reply(json({ id: 1 }, { headers: delta }), json({ id: 2 }));
    const other = fake.client({ clock }, { ...hub, rateLimit });
    await get(other, { owner: "x" });
    await get(other, { owner: "x" });
    expect(clock.now()).toBe(6_500);
  });

  it.each([
    { "x-ratelimit-remaining": "0" },
    { "x-ratelimit-remaining": "none", "x-ratelimit-reset": "99999999999" },
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "-1" },
  ])("is ignored when it is garbage: %j", async (headers) => {
    const clock = new FakeClock();
    fake.service.reply(json({ id: 1 }, { headers }), json({ id: 2 }));
    const client = fake.client({ clock });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(0);
  });

  it("is kept for each quota by itself where the service names them", async () => {
    const clock = new FakeClock();
    const rateLimit = {
      ...hub.rateLimit,
      resource: "X-RateLimit-Resource",
    } as ServiceDescription["rateLimit"] & {};
    const core = { "x-ratelimit-resource": "core", ...quota(clock, 50, 30) };
    const search = { "x-ratelimit-resource": "search", ...quota(clock, 0, 30) };
    const client = fake.client({ clock }, { ...hub, rateLimit });
    fake.service.reply(json({ id: 1 }, { headers: core }), { status: 204, headers: search });
    await get(client, { owner: "x" });
    await download(client);
    fake.service.reply(json({ id: 1 }, { headers: core }), { status: 204 });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(0);
    await download(client);
    expect(clock.now()).toBe(30_000);
  });

  it("is a refusal by 429 also for a service that describes none", async () => {
    const clock = new FakeClock();
    const { rateLimit, ...plain } = hub;
    expect(rateLimit).toBeDefined();
    fake.service.reply({ status: 429, headers: { "retry-after": "2" } }, json({ id: 1 }));
    await create(fake.client({ clock }, plain), { body: {} });
    expect(clock.sleeps).toEqual([2_000]);
  });
});

describe("calls that wait for something else when a service says that there are too many", () => {
  const turns = async (): Promise<void> => {
    for (let count = 0; count < 100; count += 1) await turn();
  };

  /** Answers with a refusal until ten seconds are over. */
  function busy(clock: FakeClock, calls: number): void {
    const answer = (): FakeAnswer =>
      clock.now() < 10_000
        ? { status: 429, headers: { "retry-after": String(10 - clock.now() / 1000) } }
        : json({ id: 1 });
    fake.service.reply(...Array.from({ length: 3 * calls }, () => answer));
  }

  it.each(["a place among the requests at once", "the client's own rate limiter"])(
    "are not sent when they wait for %s",
    async (what) => {
      const clock = new FakeClock({ manual: true });
      busy(clock, 20);
      const options = what.includes("place")
        ? { concurrency: new ConcurrencyLimiter({ limit: 1, clock }) }
        : { rateLimiter: new RateLimiter({ rate: 2, burst: 1, clock }) };
      const client = fake.client({ clock, ...options, random: () => 0 });
      const calls = Promise.all(Array.from({ length: 20 }, () => get(client, { owner: "x" })));
      await turns();
      for (; clock.now() < 9_000; await turns()) clock.advance(500);
      expect(fake.service.requests).toHaveLength(1);
      for (; clock.now() < 30_000; await turns()) clock.advance(500);
      expect((await calls).length).toBe(20);
      expect(fake.service.requests).toHaveLength(21);
      expect(clock.pending).toBe(0);
    },
  );

  it("keep to the client's own rate limiter when the service takes calls again", async () => {
    const clock = new FakeClock({ manual: true });
    busy(clock, 20);
    const client = fake.client({ clock, rateLimiter: new RateLimiter({ rate: 1, clock }) });
    await Promise.allSettled([get(client, { owner: "x" }, { retry: false }), turns()]);
    const calls = Promise.all(Array.from({ length: 20 }, () => get(client, { owner: "x" })));
    await turns();
    for (; clock.now() < 15_000; await turns()) clock.advance(500);
    expect(fake.service.requests.length).toBeLessThanOrEqual(1 + 6);
    for (; clock.now() < 40_000; await turns()) clock.advance(500);
    expect((await calls).length).toBe(20);
  });
});

describe("a rate limiter of the client's own", () => {
  it("is asked before every request", async () => {
    const clock = new FakeClock();
    const rateLimiter = new RateLimiter({ rate: 1, clock });
    fake.service.reply({ status: 500 }, json({ id: 1 }), json({ id: 2 }));
    const client = fake.client({ clock, rateLimiter, random: () => 0 });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(clock.now()).toBe(2_000);
  });

  it("fails a call that it would let wait too long", async () => {
    const clock = new FakeClock();
    const rateLimiter = new RateLimiter({ rate: 0.001, clock });
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ clock, rateLimiter });
    await get(client, { owner: "x" });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "rate-limit",
      retryAfter: 1_000_000,
    });
  });

  it("lets a waiting call be cancelled", async () => {
    const clock = new FakeClock({ manual: true });
    const rateLimiter = new RateLimiter({ rate: 1, clock });
    await rateLimiter.tryAcquire();
    const controller = new AbortController();
    const call = rejection(get(fake.client({ clock, rateLimiter }), { owner: "x" }, controller));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    controller.abort();
    expect(await call).toMatchObject({ kind: "cancelled" });
  });
});
