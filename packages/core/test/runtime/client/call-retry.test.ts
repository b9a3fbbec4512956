import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { ConcurrencyLimiter, defineOperation } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const fixed = { random: () => 0.5 };

/** A function that never gives a credential, and when it was asked for one. */
function unanswered() {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const never = (): Promise<string> => {
    resolve();
    return new Promise(() => undefined);
  };
  return { never, asked };
}

describe("a call that fails in a way that may pass", () => {
  it.each([408, 429, 500, 502, 503, 504])("is sent again after status %d", async (status) => {
    const clock = new FakeClock();
    fake.service.reply({ status }, { status }, json({ id: 1 }));
    expect(await get(fake.client({ clock, ...fixed }), { owner: "x" })).toEqual({ id: 1 });
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("fails with the last error after three requests in all", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 500 }, { status: 500 }, { status: 503 });
    expect(await rejection(get(fake.client({ clock }), { owner: "x" }))).toMatchObject({
      status: 503,
      kind: "server",
      attempts: 3,
      retryable: true,
    });
    expect(fake.service.unexpected).toEqual([]);
  });

  it.each(["drop-before-answer", "drop-in-body"] as const)(
    "is sent again after a connection that broke: %s",
    async (fault) => {
      const clock = new FakeClock();
      fake.service.reply(json({ id: 12345678 }, { fault }), json({ id: 1 }));
      expect(await get(fake.client({ clock }), { owner: "x" })).toEqual({ id: 1 });
    },
  );

  it("says what broke when it stays broken", async () => {
    const clock = new FakeClock();
    const fault = "drop-before-answer";
    fake.service.reply({ fault }, { fault }, { fault });
    expect(await rejection(get(fake.client({ clock }), { owner: "x" }))).toMatchObject({
      kind: "network",
      attempts: 3,
      cause: { code: expect.stringMatching(/^(?:UND_ERR_SOCKET|ECONNRESET)$/) },
    });
  });

  it("names a service that does not listen", async () => {
    const client = fake.client({ baseUrl: "http://127.0.0.1:1", clock: new FakeClock() });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "network",
      message: expect.stringMatching(/^Hub repos\/get: .*ECONNREFUSED/),
      attempts: 3,
    });
  });

  it.each([{ status: 500 }, { fault: "drop-before-answer" as const }])(
    "is not sent again when that might do it twice: %j",
    async (answer) => {
      fake.service.reply(answer);
      expect(await rejection(create(fake.client(), { body: {} }))).toMatchObject({
        attempts: 1,
        retryable: false,
      });
    },
  );

  it("is sent again with the same idempotency key in every request", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 500 }, { fault: "drop-before-answer" }, json({ id: 1 }));
    const client = fake.client({ clock });
    await create(client, { body: { a: 1 } }, { idempotencyKey: "key-1" });
    const sent = fake.service.requests.map(({ headers, body }) => [
      headers["idempotency-key"],
      body.toString(),
    ]);
    expect(sent).toEqual(Array.from({ length: 3 }, () => ["key-1", '{"a":1}']));
  });

  it("is not sent with an idempotency key that is empty, which protects nothing", async () => {
    const call = create(fake.client(), { body: {} }, { idempotencyKey: "" });
    expect(await rejection(call)).toMatchObject({
      kind: "validation",
      message: "Hub repos/create: the idempotency key is empty",
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("is sent again when its description says that this does no harm", async () => {
    const save = defineOperation<Record<string, never>, unknown>({
      id: "save",
      method: "POST",
      path: "/",
      idempotent: true,
    });
    fake.service.reply({ status: 500 }, { status: 204 });
    await save(fake.client({ clock: new FakeClock() }));
    expect(fake.service.requests).toHaveLength(2);
  });

  it("is never sent again with a stream, which would be sent by half", async () => {
    fake.service.reply({ status: 503 });
    const body = new Response("abc").body ?? undefined;
    const options = { idempotencyKey: "k", contentType: "application/octet-stream" };
    expect(await rejection(create(fake.client(), { body }, options))).toMatchObject({
      attempts: 1,
    });
  });

  it("fails with what the stream of its body throws", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(1);
      throw new TypeError("disk on fire");
    }
    const error = await rejection(
      create(fake.client(), { body: broken() }, { contentType: "application/octet-stream" }),
    );
    expect(error).toMatchObject({ name: "ServiceError", cause: { message: "disk on fire" } });
  });

  it("follows the retry options of the client, and over them those of the call", async () => {
    const clock = new FakeClock();
    fake.service.reply(...Array.from({ length: 7 }, () => ({ status: 418 })));
    const client = fake.client({ clock, ...fixed, retry: { statuses: [418], baseDelay: 100 } });
    await rejection(get(client, { owner: "x" }));
    expect(clock.sleeps).toEqual([50, 100]);
    await rejection(get(client, { owner: "x" }, { retry: { baseDelay: 1_000 } }));
    expect(clock.sleeps.slice(2)).toEqual([500, 1_000]);
    await rejection(get(client, { owner: "x" }, { retry: false }));
    expect(fake.service.requests).toHaveLength(7);
  });

  it("refuses retry options that cannot be", async () => {
    const call = get(fake.client(), { owner: "x" }, { retry: { attempts: 0 } });
    await expect(call).rejects.toThrow(RangeError);
  });

  it("is sent once by a client without retries, unless the call wants them", async () => {
    const client = fake.client({ clock: new FakeClock(), retry: false });
    fake.service.reply({ status: 500 }, { status: 500 }, json({ id: 1 }));
    await rejection(get(client, { owner: "x" }));
    expect(fake.service.requests).toHaveLength(1);
    expect(await get(client, { owner: "x" }, { retry: { attempts: 2 } })).toEqual({ id: 1 });
  });
});

describe("Retry-After", () => {
  it("is how long the next request waits", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 503, headers: { "retry-after": "7" } }, json({ id: 1 }));
    await get(fake.client({ clock }), { owner: "x" });
    expect(clock.sleeps).toEqual([7_000]);
  });

  it("may be a date, by the service's own clock", async () => {
    const clock = new FakeClock({ wallTime: Date.UTC(2030, 0, 1) });
    const headers = {
      date: "Thu, 01 Jan 2026 00:00:00 GMT",
      "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT",
    };
    fake.service.reply({ status: 429, headers }, json({ id: 1 }));
    await get(fake.client({ clock }), { owner: "x" });
    expect(clock.sleeps).toEqual([9_000]);
  });

  it("is passed on instead of waited for when the call's time does not last so long", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 429, headers: { "retry-after": "60" } });
    expect(await rejection(get(fake.client({ clock }), { owner: "x" }))).toMatchObject({
      kind: "rate-limit",
      status: 429,
      retryAfter: 60_000,
      attempts: 1,
    });
    expect(clock.sleeps).toEqual([]);
  });

  it("is ignored when it is garbage", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 503, headers: { "retry-after": "-5" } }, json({ id: 1 }));
    await get(fake.client({ clock, ...fixed }), { owner: "x" });
    expect(clock.sleeps).toEqual([250]);
  });
});

describe("time", () => {
  it("is up for the whole call after its timeout", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ fault: "hang" });
    const call = rejection(get(fake.client({ clock, timeout: 1_000 }), { owner: "x" }));
    await fake.service.received(1);
    clock.advance(1_000);
    expect(await call).toMatchObject({
      kind: "timeout",
      message: "Hub repos/get: no answer within 1000 ms",
      attempts: 1,
    });
    expect(clock.pending).toBe(0);
  });

  it("is not used for a request that could not be answered any more", async () => {
    const clock = new FakeClock({ manual: true });
    const late = (): string => {
      clock.advance(1_000);
      return "t";
    };
    const call = get(
      fake.client({ clock, credentials: { token: late } }),
      { owner: "x" },
      {
        timeout: 1_000,
      },
    );
    expect(await rejection(call)).toMatchObject({
      kind: "timeout",
      message: "Hub repos/get: no time is left for a request",
      attempts: 0,
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("is 60 s by default", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ fault: "hang" });
    const call = rejection(get(fake.client({ clock }), { owner: "x" }));
    await fake.service.received(1);
    clock.advance(59_999);
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect(await call).toMatchObject({ kind: "timeout" });
  });

  it("may be limited for single requests, so that the next one gets a chance", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ fault: "hang" }, json({ id: 1 }));
    const client = fake.client({ clock, attemptTimeout: 500, random: () => 0 });
    const call = get(client, { owner: "x" });
    await fake.service.received(1);
    clock.advance(500);
    await vi.waitFor(() => {
      clock.advance(0);
      expect(fake.service.requests).toHaveLength(2);
    });
    expect(await call).toEqual({ id: 1 });
    expect(clock.pending).toBe(0);
  });

  it("covers the waits between requests", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 500 });
    const call = get(fake.client({ clock, ...fixed }), { owner: "x" }, { timeout: 200 });
    expect(await rejection(call)).toMatchObject({ status: 500, attempts: 1 });
    expect(clock.now()).toBeLessThanOrEqual(200);
  });

  it("covers a function that brings the credentials", async () => {
    const clock = new FakeClock({ manual: true });
    const { never, asked } = unanswered();
    const client = fake.client({ clock, credentials: { token: never }, timeout: 100 });
    const call = rejection(get(client, { owner: "x" }));
    await asked;
    clock.advance(100);
    expect(await call).toMatchObject({ kind: "timeout", attempts: 0 });
  });

  it.each([0, -1, Number.NaN])("cannot be %d ms", async (ms) => {
    const client = fake.client();
    for (const options of [{ timeout: ms }, { idleTimeout: ms }]) {
      await expect(get(client, { owner: "x" }, options)).rejects.toThrow(RangeError);
      await expect(get.stream(client, { owner: "x" }, options)).rejects.toThrow(RangeError);
    }
  });
});

describe("a signal", () => {
  const reason = new Error("the user left");

  it("ends a call before anything is sent", async () => {
    const signal = AbortSignal.abort(reason);
    expect(await rejection(get(fake.client(), { owner: "x" }, { signal }))).toMatchObject({
      kind: "cancelled",
      cause: reason,
      attempts: 0,
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("ends a call that has only begun", async () => {
    const controller = new AbortController();
    const call = rejection(get(fake.client(), { owner: "x" }, controller));
    controller.abort(reason);
    expect(await call).toMatchObject({ kind: "cancelled", cause: reason });
    expect(fake.service.requests).toEqual([]);
  });

  it("ends a request under way", async () => {
    const clock = new FakeClock({ manual: true });
    const controller = new AbortController();
    fake.service.reply({ fault: "hang" });
    const call = rejection(get(fake.client({ clock }), { owner: "x" }, controller));
    await fake.service.received(1);
    controller.abort(reason);
    expect(await call).toMatchObject({ kind: "cancelled", cause: reason, retryable: false });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("may abort with the error of another call", async () => {
    const controller = new AbortController();
    fake.service.reply({ status: 404 });
    const other = await rejection(get(fake.client(), { owner: "x" }));
    const concurrency = new ConcurrencyLimiter({ limit: 1 });
    await concurrency.acquire();
    const call = rejection(get(fake.client({ concurrency }), { owner: "x" }, controller));
    await new Promise(setImmediate);
    controller.abort(other);
    expect(await call).toMatchObject({ kind: "cancelled", attempts: 0, cause: other });
  });

  it("ends a wait between two requests at once", async () => {
    const clock = new FakeClock({ manual: true });
    const controller = new AbortController();
    fake.service.reply({ status: 500 });
    const call = rejection(get(fake.client({ clock, ...fixed }), { owner: "x" }, controller));
    await vi.waitFor(() => {
      expect(clock.sleeps).toEqual([250]);
    });
    controller.abort(reason);
    expect(await call).toMatchObject({ kind: "cancelled", cause: reason });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("ends a wait for credentials", async () => {
    const clock = new FakeClock({ manual: true });
    const controller = new AbortController();
    const { never, asked } = unanswered();
    const client = fake.client({ clock, credentials: { token: never } });
    const call = rejection(get(client, { owner: "x" }, controller));
    await asked;
    controller.abort(reason);
    expect(await call).toMatchObject({ kind: "cancelled" });
    expect(clock.pending).toBe(0);
  });

  it("ends a call whose credentials' function aborts it", async () => {
    const controller = new AbortController();
    const token = (): Promise<string> => {
      controller.abort(reason);
      return Promise.resolve("t");
    };
    const call = get(fake.client({ credentials: { token } }), { owner: "x" }, controller);
    expect(await rejection(call)).toMatchObject({ kind: "cancelled", cause: reason });
    expect(fake.service.requests).toEqual([]);
  });

  it("ends a request that still waits for a connection", async () => {
    const { Agent } = await import("undici");
    const dispatcher = new Agent({ connections: 1, pipelining: 1 });
    const client = fake.client({ dispatcher });
    fake.service.reply({ fault: "hang" });
    const first = new AbortController();
    const second = new AbortController();
    const running = rejection(download(client, {}, first));
    await fake.service.received(1);
    const waiting = rejection(download(client, {}, second));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    second.abort(reason);
    expect(await waiting).toMatchObject({ kind: "cancelled" });
    first.abort(reason);
    await running;
    await dispatcher.close();
    expect(fake.service.requests).toHaveLength(1);
  });

  it("keeps no listener of a call that is done", async () => {
    const { signal } = new AbortController();
    const clock = new FakeClock();
    fake.service.reply({ status: 500 }, json({ id: 1 }));
    await get(fake.client({ clock }), { owner: "x" }, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
