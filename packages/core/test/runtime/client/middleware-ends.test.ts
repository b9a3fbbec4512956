import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { type Middleware, type MiddlewareAnswer } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { download, get, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const passOn: Middleware = (request, next) => next(request);

/** A body that is longer than what a client reads ahead. */
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield new Uint8Array(50_000);
}

/** What a middleware may make of a body without reading it. */
async function* wrapped(body: MiddlewareAnswer["body"]): AsyncGenerator<Uint8Array> {
  yield* body instanceof Uint8Array ? [body] : body;
}

describe("the time of a call", () => {
  it.each(["get", "stream"] as const)(
    "covers a middleware that never comes back: %s",
    async (how) => {
      const clock = new FakeClock({ manual: true });
      const { signal } = new AbortController();
      const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
      const stuck: Middleware = () => {
        enter();
        return new Promise(() => undefined);
      };
      const client = fake.client({ clock, middleware: [stuck], timeout: 1_000 });
      const options = { signal };
      const call = rejection(
        how === "get"
          ? get(client, { owner: "x" }, options)
          : get.stream(client, { owner: "x" }, options),
      );
      await entered;
      clock.advance(1_000);
      expect(await call).toMatchObject({ kind: "timeout", retryable: true });
      expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
    },
  );

  it("is not begun anew by a middleware that waits before it sends", async () => {
    const clock = new FakeClock({ manual: true });
    const slow: Middleware = async (request, next) => {
      await clock.sleep(900);
      return next(request);
    };
    fake.service.reply({ fault: "hang" });
    const client = fake.client({ clock, middleware: [slow], timeout: 1_000 });
    const call = rejection(get(client, { owner: "x" }));
    await vi.waitFor(() => {
      expect(clock.sleeps).toEqual([900]);
    });
    clock.advance(900);
    await fake.service.received(1);
    clock.advance(100);
    expect(await call).toMatchObject({ kind: "timeout" });
    expect(clock.pending).toBe(0);
  });

  it("does not let a middleware send after it", async () => {
    const clock = new FakeClock({ manual: true });
    const sent = Promise.withResolvers<unknown>();
    const late: Middleware = async (request, next) => {
      await clock.sleep(5_000);
      const answer = next(request);
      sent.resolve(rejection(answer));
      return answer;
    };
    const client = fake.client({ clock, middleware: [late], timeout: 1_000 });
    const call = rejection(get(client, { owner: "x" }));
    await vi.waitFor(() => {
      expect(clock.sleeps).toEqual([5_000]);
    });
    clock.advance(1_000);
    expect(await call).toMatchObject({ kind: "timeout" });
    clock.advance(4_000);
    expect(await sent.promise).toMatchObject({ kind: "timeout" });
    expect(fake.service.requests).toEqual([]);
  });

  it("covers a body that a middleware makes", async () => {
    const clock = new FakeClock({ manual: true });
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    // oxlint-disable-next-line require-yield -- it has nothing to say
    async function* nothing(): AsyncGenerator<Uint8Array> {
      ask();
      await new Promise(() => undefined);
    }
    const silent: Middleware = async () => ({ status: 200, headers: {}, body: nothing() });
    const client = fake.client({ clock, middleware: [silent], timeout: 1_000 });
    const call = rejection(download(client));
    await asked;
    clock.advance(1_000);
    expect(await call).toMatchObject({ kind: "timeout" });
  });
});

describe("an abort", () => {
  it("ends a call whose middleware does not heed it", async () => {
    const controller = new AbortController();
    const stuck: Middleware = () => {
      setTimeout(() => {
        controller.abort(new Error("enough"));
      });
      return new Promise(() => undefined);
    };
    const call = get(fake.client({ middleware: [stuck] }), { owner: "x" }, controller);
    expect(await rejection(call)).toMatchObject({
      kind: "cancelled",
      cause: { message: "enough" },
    });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});

describe("a streamed answer behind middleware", () => {
  it.each([
    ["passes it on", passOn],
    [
      "wraps its body",
      async (request, next) => {
        const answer = await next(request);
        return { ...answer, body: wrapped(answer.body) };
      },
    ],
    [
      "sends twice",
      async (request, next) => {
        await next(request);
        return next(request);
      },
    ],
    [
      "answers by itself after all",
      async (request, next) => {
        await next(request);
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
    ],
    ["follows it to where it is redirected", passOn],
  ] satisfies [string, Middleware][])(
    "that %s frees its connections when it is closed",
    async (what, middleware) => {
      const redirect = { status: 302, headers: { location: "/there" }, body: endless() };
      fake.service.reply(what.startsWith("follows") ? redirect : { body: endless() }, {
        body: endless(),
      });
      const client = fake.client({ middleware: [middleware] });
      const stream = await download.stream(client);
      await stream.close();
      // Waits for all that is under way.
      await client.close();
      expect(fake.service.requests.length).toBeGreaterThan(0);
    },
  );

  it("that throws after its answer frees its connection", async () => {
    fake.service.reply({ body: endless() });
    const refuse: Middleware = async (request, next) => {
      await next(request);
      throw new Error("not this one");
    };
    const client = fake.client({ middleware: [refuse] });
    expect(await rejection(download.stream(client))).toMatchObject({ kind: "unknown" });
    await client.close();
  });
});
