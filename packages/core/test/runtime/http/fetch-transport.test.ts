import { gzipSync } from "node:zlib";
import { fetch as undiciFetch } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExchangeError, type WireRequest } from "../../../src/runtime/http/exchange.js";
import type { FetchFunction } from "../../../src/runtime/http/fetch-request.js";
import { FetchTransport } from "../../../src/runtime/http/fetch-transport.js";
import { FakeClock, FakeService } from "../../../src/testing.js";
import { rejection } from "../hub.js";
import { Source } from "./source.js";
import { transportSuite } from "./transport-suite.js";

transportSuite("fetch of the platform", () => new FetchTransport());
transportSuite("fetch of undici", () => new FetchTransport({ fetch: undiciFetch }));

describe("a fetch transport", () => {
  let service: FakeService;
  let clock: FakeClock;
  beforeEach(async () => {
    service = await FakeService.start();
    clock = new FakeClock({ manual: true });
  });
  afterEach(async () => {
    leavesNoTimer();
    await service.close();
  });

  function leavesNoTimer(): void {
    expect(clock.pending).toBe(0);
  }

  const send = (
    transport: FetchTransport,
    request: Partial<WireRequest> = {},
    signal?: AbortSignal,
  ) =>
    transport.exchange(
      { method: "GET", origin: service.url, path: "/", headers: {}, body: undefined, ...request },
      { timeout: 1_000, maxBytes: 1_000, clock, signal },
    );

  it("gives the decoded body without the fields that tell of its coding", async () => {
    const headers = { "content-encoding": "GZip", "content-type": "text/plain" };
    service.reply({ headers, body: gzipSync("plain") });
    const answer = await send(new FetchTransport());
    expect(new TextDecoder().decode(answer.body)).toBe("plain");
    expect(answer.headers["content-type"]).toBe("text/plain");
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(answer.headers).not.toHaveProperty("content-length");
  });

  it("counts decoded bytes against the limit", async () => {
    service.reply({ headers: { "content-encoding": "gzip" }, body: gzipSync("x".repeat(1_001)) });
    expect(await rejection(send(new FetchTransport()))).toMatchObject({ kind: "response" });
  });

  it("keeps the coding that this fetch does not take off", async () => {
    service.reply({ headers: { "content-encoding": "compress" }, body: "?" });
    const { headers } = await send(new FetchTransport());
    expect(headers).toMatchObject({ "content-encoding": "compress", "content-length": "1" });
    service.reply({ headers: { "content-encoding": "gzip" }, body: gzipSync("?") });
    const own = await send(new FetchTransport({ decodes: ["br"] }));
    expect(own.headers["content-encoding"]).toBe("gzip");
  });

  it("leaves it to the runtime which codings are asked for, but for none at all", async () => {
    service.reply({}, {});
    await send(new FetchTransport(), { headers: { "accept-encoding": "compress", "x-a": "1" } });
    await send(new FetchTransport(), { headers: { "accept-encoding": "identity" } });
    const [first, second] = service.requests;
    expect(first?.headers["accept-encoding"]).not.toContain("compress");
    expect(first?.headers["x-a"]).toBe("1");
    expect(second?.headers["accept-encoding"]).toBe("identity");
  });

  it("holds a whole answer to its time also when an answer may be silent for longer", async () => {
    async function* silent(): AsyncGenerator<string> {
      yield "first";
      await new Promise(() => undefined);
    }
    service.reply({ body: silent() });
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const transport = new FetchTransport({
      fetch: async (url, init) => {
        const response = await globalThis.fetch(url, init);
        setImmediate(resolve);
        return response;
      },
    });
    const request = { method: "GET", origin: service.url, path: "/", headers: {} } as const;
    const limits = { timeout: 1_000, idleTimeout: Infinity, maxBytes: 1_000, signal: undefined };
    // The client gives limits for both kinds of answers.
    const answer = transport.exchange({ ...request, body: undefined }, { ...limits, clock });
    await begun;
    clock.advance(1_000);
    expect(await rejection(answer)).toMatchObject({ kind: "timeout" });
  });

  it.each([
    { method: "GET", body: "x" },
    { method: "HEAD", body: "x" },
    { method: "TRACE" },
  ] as const)("refuses what fetch cannot send: %j", async (request) => {
    expect(await rejection(send(new FetchTransport(), request))).toMatchObject({
      name: "ExchangeError",
      kind: "validation",
      transient: false,
    });
    expect(service.requests).toEqual([]);
  });

  it("refuses a streamed body of something else than bytes", async () => {
    // What a caller without types may give.
    const body = new ReadableStream<unknown>({
      start(controller) {
        controller.enqueue(7);
        controller.close();
      },
    }) as ReadableStream<Uint8Array>;
    const transport = new FetchTransport();
    expect(await rejection(send(transport, { method: "POST", body }))).toMatchObject({
      kind: "validation",
      transient: false,
    });
  });

  it.each([
    [
      "an error of the network",
      Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      "network",
    ],
    ["something that is no error", "disk full", "unknown"],
  ])("passes on that a source throws %s", async (_, error, kind) => {
    const source = new Source(["x"], error);
    const request = { method: "POST", body: source } as const;
    expect(await rejection(send(new FetchTransport(), request))).toMatchObject({ kind });
  });

  it.each([
    ["throws", () => Promise.reject(new Error("cannot end"))],
    [
      "throws at once",
      () => {
        throw new Error("cannot end");
      },
    ],
    ["is missing", undefined],
  ])("does not care whether the end of a source %s", async (_, end) => {
    const abort = new AbortController();
    const next = (): Promise<never> => {
      abort.abort();
      return new Promise(() => undefined);
    };
    const body = { [Symbol.asyncIterator]: () => (end ? { next, return: end } : { next }) };
    const request = { method: "POST", body } as const;
    expect(await rejection(send(new FetchTransport(), request, abort.signal))).toMatchObject({
      kind: "cancelled",
    });
  });

  it("ignores what a source says after the answer", async () => {
    const { promise: late, reject: fail } = Promise.withResolvers<IteratorResult<Uint8Array>>();
    const body = { [Symbol.asyncIterator]: () => ({ next: () => late }) };
    const fetch: FetchFunction = (_url, init) => {
      // Begins to read the body, as an implementation does that sends it.
      void (init.body as ReadableStream<Uint8Array>).getReader().read();
      return Promise.resolve(new Response("early"));
    };
    const answer = await send(new FetchTransport({ fetch }), { method: "POST", body });
    fail(new Error("too late"));
    await late.catch(() => undefined);
    expect(new TextDecoder().decode(answer.body)).toBe("early");
  });

  it("uses the global fetch of the moment", async () => {
    const transport = new FetchTransport();
    const original = globalThis.fetch;
    try {
      globalThis.fetch = () => Promise.resolve(new Response("replaced"));
      const { body } = await send(transport);
      expect(new TextDecoder().decode(body)).toBe("replaced");
    } finally {
      globalThis.fetch = original;
    }
  });

  it("says so when the runtime hides a redirect", async () => {
    const fetch: FetchFunction = () =>
      Promise.resolve({ status: 0, headers: new Headers(), body: null });
    expect(await rejection(send(new FetchTransport({ fetch })))).toMatchObject({
      kind: "redirect",
      transient: false,
    });
  });

  it.each([
    ["Deno", new TypeError("error sending request for url"), "error sending request for url"],
    ["workerd", new Error("Network connection lost."), "Network connection lost."],
    ["a wrapper that throws no error", "offline", "offline"],
  ])("takes a failure without a code as one of the network: %s", async (_, error, message) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a wrapper may
    const fetch: FetchFunction = () => Promise.reject(error);
    expect(await rejection(send(new FetchTransport({ fetch })))).toMatchObject({
      kind: "network",
      transient: true,
      message,
    });
  });

  it("names the cause of a failure for all addresses of a host", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED ::1:80"), {
      code: "ECONNREFUSED",
    });
    const both = Object.assign(new AggregateError([refused]), { code: "ECONNREFUSED" });
    const fetch: FetchFunction = () =>
      Promise.reject(new TypeError("fetch failed", { cause: both }));
    expect(await rejection(send(new FetchTransport({ fetch })))).toMatchObject({
      kind: "network",
      message: "connect ECONNREFUSED ::1:80",
    });
  });

  it("ends in time with a fetch that heeds no signal, and discards what comes late", async () => {
    const { promise: late, resolve: answer } = Promise.withResolvers<Response>();
    const exchange = rejection(send(new FetchTransport({ fetch: () => late })));
    clock.advance(1_000);
    expect(await exchange).toBeInstanceOf(ExchangeError);
    const { promise: cancelled, resolve: cancel } = Promise.withResolvers<unknown>();
    answer(new Response(new ReadableStream({ cancel })));
    expect(await cancelled).toBeUndefined();
  });

  it("passes on what a fetch throws at once", async () => {
    const fetch: FetchFunction = () => {
      throw new Error("no network here");
    };
    expect(await rejection(send(new FetchTransport({ fetch })))).toMatchObject({
      kind: "network",
      message: "no network here",
    });
  });

  it("gives every cookie and a field called __proto__", async () => {
    const headers: [string, string][] = [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
      ["set-cookie", "c=3"],
      ["__proto__", "x"],
    ];
    const fetch: FetchFunction = () => Promise.resolve({ status: 200, headers, body: null });
    const answer = await send(new FetchTransport({ fetch }));
    expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2", "c=3"]);
    expect(Object.keys(answer.headers)).toEqual(["set-cookie", "__proto__"]);
    expect(answer.body).toHaveLength(0);
  });
});
