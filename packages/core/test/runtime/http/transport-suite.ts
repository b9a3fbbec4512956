import { getEventListeners } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ErrorKind } from "../../../src/runtime/failure/error-kind.js";
import {
  ExchangeError,
  type WireAnswer,
  type WireRequest,
} from "../../../src/runtime/http/exchange.js";
import { headerValue } from "../../../src/runtime/http/response-headers.js";
import type { OpenAnswer, OpenLimits, Transport } from "../../../src/runtime/http/transport.js";
import { FakeClock } from "../../../src/testing.js";
import { RawServer } from "./raw-server.js";

/** A transport whose `exchange` and `open` are called with limits of the test. */
interface Fixture {
  readonly server: RawServer;
  readonly clock: FakeClock;
  readonly abort: AbortController;
  exchange(request?: Partial<WireRequest>, limits?: Partial<OpenLimits>): Promise<WireAnswer>;
  open(request?: Partial<WireRequest>, limits?: Partial<OpenLimits>): Promise<OpenAnswer>;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);

/** Ways to get a whole answer: what holds for one holds for the other. */
const ways = [
  {
    way: "exchange",
    get: (fixture: Fixture, request?: Partial<WireRequest>, limits?: Partial<OpenLimits>) =>
      fixture.exchange(request, limits),
  },
  {
    way: "open",
    get: async (
      fixture: Fixture,
      request?: Partial<WireRequest>,
      limits?: Partial<OpenLimits>,
    ): Promise<WireAnswer> => {
      const { status, headers, body } = await fixture.open(request, limits);
      const pieces: Uint8Array[] = [];
      for await (const piece of body) pieces.push(piece);
      return { status, headers, body: Buffer.concat(pieces) };
    },
  },
] as const;

/** What a promise rejects with, which has to be the one documented error. */
async function failure(promise: Promise<unknown>): Promise<ExchangeError> {
  const error: unknown = await promise.then(
    (value) => new Error("It did not reject.", { cause: value }),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExchangeError);
  return error as ExchangeError; // as checked
}

/** What every transport must do, with the promise of `Transport` as the only way to see it. */
export function transportSuite(name: string, makeTransport: () => Transport): void {
  describe(`the transport ${name}`, () => {
    let server: RawServer;
    let transport: Transport;
    let clock: FakeClock;
    let abort: AbortController;
    let fixture: Fixture;

    beforeEach(async () => {
      server = await RawServer.start();
      transport = makeTransport();
      clock = new FakeClock({ manual: true });
      abort = new AbortController();
      const base = { method: "GET", origin: server.origin, path: "/", headers: {} } as const;
      const limits = { timeout: 1_000, idleTimeout: 500, maxBytes: 1_000_000, clock };
      fixture = {
        server,
        clock,
        abort,
        exchange: (request, own) =>
          transport.exchange(
            { ...base, body: undefined, ...request },
            { ...limits, signal: abort.signal, ...own },
          ),
        open: (request, own) =>
          transport.open(
            { ...base, body: undefined, ...request },
            { ...limits, signal: abort.signal, ...own },
          ),
      };
    });
    afterEach(async () => {
      // Whatever happened: nothing is left behind, and the next request is answered.
      expect(clock.pending).toBe(0);
      expect(getEventListeners(abort.signal, "abort")).toEqual([]);
      const after = fixture.exchange({ path: "/after" }, { signal: undefined });
      // A request that failed while it was sent may have come all the same.
      let { response, message } = await server.next();
      if (message.url !== "/after") ({ response, message } = await server.next());
      expect(message.url).toBe("/after");
      response.end("still usable");
      expect(text((await after).body)).toBe("still usable");
      expect(clock.pending).toBe(0);
      await transport.close();
      await server.close();
    });

    /** The kind and transience of what `promise` rejects with. */
    async function failed(
      promise: Promise<unknown>,
    ): Promise<{ kind: ErrorKind; transient: boolean }> {
      const { kind, transient } = await failure(promise);
      return { kind, transient };
    }

    describe.each(ways)("$way", ({ get }) => {
      it("sends method, target and header fields as they are given", async () => {
        const path = "/a%2Fb/%E2%98%83?x=1%2B2&y=%20";
        const headers = { "x-latin": "caf\u00E9", "x-own": "a, b", accept: "text/plain" };
        const answer = get(fixture, { method: "DELETE", path, headers });
        const { message, response } = await server.next();
        response.end();
        await answer;
        expect(message.method).toBe("DELETE");
        expect(message.url).toBe(path);
        expect(message.headers).toMatchObject(headers);
      });

      it("gives status, header fields and body as they came", async () => {
        const answer = get(fixture);
        const { response } = await server.next();
        response.writeHead(418, {
          "content-length": 5,
          "x-one": "1",
          "x-two": ["3", "4"],
          "set-cookie": ["a=1", "b=2"],
        });
        response.end("caf\u00E9");
        const { status, headers, body } = await answer;
        expect(status).toBe(418);
        expect(headers["x-one"]).toBe("1");
        expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
        expect(headerValue(headers, "x-two")).toBe("3, 4");
        expect(headers["content-length"]).toBe("5");
        expect(text(body)).toBe("caf\u00E9");
      });

      it.each([204, 304])("gives an empty body for the status %i", async (status) => {
        const answer = get(fixture);
        (await server.next()).response.writeHead(status).end();
        const { body, ...rest } = await answer;
        expect(rest.status).toBe(status);
        expect(body).toHaveLength(0);
      });

      it("gives an empty body for HEAD, whose content-length tells of another answer", async () => {
        const answer = get(fixture, { method: "HEAD" });
        (await server.next()).response.writeHead(200, { "content-length": "7" }).end();
        const { headers, body } = await answer;
        expect(headers["content-length"]).toBe("7");
        expect(body).toHaveLength(0);
      });

      it("passes over interim answers", async () => {
        const answer = get(fixture);
        const { response } = await server.next();
        response.writeEarlyHints({ link: "</a.css>; rel=preload" });
        response.end("final");
        expect(text((await answer).body)).toBe("final");
      });

      it("does not follow redirects", async () => {
        const answer = get(fixture);
        (await server.next()).response.writeHead(302, { location: "/else?where" }).end("moved");
        const { status, headers, body } = await answer;
        expect({ status, location: headers["location"] }).toEqual({
          status: 302,
          location: "/else?where",
        });
        expect(text(body)).toBe("moved");
      });

      it.each([
        ["text", "caf\u00E9"],
        ["bytes", bytes("caf\u00E9")],
      ])("sends a body of %s with its length", async (_, body) => {
        const answer = get(fixture, { method: "POST", body });
        const { message, response } = await server.next();
        expect(message.headers["content-length"]).toBe("5");
        expect((await buffer(message)).toString()).toBe("caf\u00E9");
        response.end("ok");
        expect(text((await answer).body)).toBe("ok");
      });

      it("sends a streamed body piece by piece", async () => {
        const { promise: second, resolve: sendSecond } = Promise.withResolvers<void>();
        async function* body(): AsyncGenerator<Uint8Array> {
          yield bytes("one");
          await second;
          yield bytes("two");
        }
        const answer = get(fixture, { method: "POST", body: body() });
        const { message, response } = await server.next();
        expect(message.headers["transfer-encoding"]).toBe("chunked");
        const pieces: string[] = [];
        for await (const piece of message) {
          pieces.push(String(piece));
          sendSecond();
        }
        response.end("ok");
        expect(text((await answer).body)).toBe("ok");
        expect(pieces.join("")).toBe("onetwo");
      });

      it("sends a web stream", async () => {
        const body = new Response("streamed").body ?? undefined;
        const answer = get(fixture, { method: "PUT", body });
        const { message, response } = await server.next();
        expect((await buffer(message)).toString()).toBe("streamed");
        response.end();
        expect((await answer).status).toBe(200);
      });

      it("passes on what the source of a streamed body throws", async () => {
        const broken = new RangeError("the file ends early");
        async function* body(): AsyncGenerator<Uint8Array> {
          yield bytes("one");
          throw broken;
        }
        const answer = failure(get(fixture, { method: "POST", body: body() }));
        expect(await answer).toMatchObject({ kind: "unknown", transient: false, cause: broken });
      });

      it("gives a body of megabytes whole", async () => {
        const answer = get(fixture, {}, { maxBytes: 5_000_000 });
        (await server.next()).response.end(Buffer.alloc(5_000_000, "x"));
        const { body } = await answer;
        expect(body).toHaveLength(5_000_000);
        expect(body.every((byte) => byte === 120)).toBe(true);
      });

      it("gives a body of exactly the limit and refuses one byte more", async () => {
        const whole = get(fixture, {}, { maxBytes: 10 });
        (await server.next()).response.end("0123456789");
        expect((await whole).body).toHaveLength(10);
        const tooLong = failed(get(fixture, {}, { maxBytes: 9 }));
        (await server.next()).response.end("0123456789");
        expect(await tooLong).toEqual({ kind: "response", transient: false });
      });

      it("stops reading a body that has no end when the limit is reached", async () => {
        const tooLong = failed(get(fixture, {}, { maxBytes: 1_000 }));
        const { response, closed } = await server.next();
        response.on("drain", () => response.write(Buffer.alloc(10_000)));
        response.write(Buffer.alloc(100_000));
        expect(await tooLong).toEqual({ kind: "response", transient: false });
        await closed;
      });

      it("ends when nothing answers in time", async () => {
        const late = failed(get(fixture));
        const { closed } = await server.next();
        clock.advance(999);
        expect(clock.pending).toBe(1);
        clock.advance(1);
        expect(await late).toEqual({ kind: "timeout", transient: true });
        await closed;
      });

      it("is cancelled before it is sent by a signal that has aborted", async () => {
        abort.abort(new Error("changed my mind"));
        expect(await failure(get(fixture))).toMatchObject({
          kind: "cancelled",
          transient: false,
          cause: new Error("changed my mind"),
        });
      });

      it("is cancelled while it connects", async () => {
        // TLS begins with the client, and this server never answers it.
        const silent = createServer((socket) => socket.on("error", () => undefined));
        await new Promise<void>((resolve) => {
          silent.listen(0, "127.0.0.1", resolve);
        });
        const { port } = silent.address() as AddressInfo; // a TCP server that listens
        const connected = new Promise<{ destroy(): void }>((resolve) => {
          silent.once("connection", resolve);
        });
        const answer = failed(get(fixture, { origin: `https://127.0.0.1:${port}` }));
        const socket = await connected;
        abort.abort();
        expect(await answer).toEqual({ kind: "cancelled", transient: false });
        socket.destroy();
        silent.close();
      });

      it("is cancelled while it waits for the answer", async () => {
        const answer = failure(get(fixture));
        const { closed } = await server.next();
        abort.abort("enough");
        expect(await answer).toMatchObject({ kind: "cancelled", cause: "enough" });
        await closed;
      });

      it("is cancelled while it sends the body, whose source it ends", async () => {
        const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
        let waiting: (() => void) | undefined;
        const body: AsyncIterable<Uint8Array> = {
          [Symbol.asyncIterator]() {
            let sent = false;
            return {
              async next() {
                if (sent) {
                  await new Promise<void>((resolve) => {
                    waiting = resolve;
                  });
                }
                sent = true;
                return { done: false, value: bytes("first") };
              },
              return() {
                onEnd();
                return Promise.resolve({ done: true, value: undefined });
              },
            };
          },
        };
        const answer = failed(get(fixture, { method: "POST", body }));
        const { message, closed } = await server.next();
        await new Promise((resolve) => message.once("data", resolve));
        abort.abort();
        expect(await answer).toEqual({ kind: "cancelled", transient: false });
        await closed;
        waiting?.();
        await ended;
      });

      it("fails for good when the port is closed, as something that may pass", async () => {
        const gone = await RawServer.start();
        const { origin } = gone;
        await gone.close();
        const { kind, transient, message } = await failure(get(fixture, { origin }));
        expect({ kind, transient }).toEqual({ kind: "network", transient: true });
        expect(message).toContain("ECONNREFUSED");
      });

      it("fails when the connection is reset before the answer", async () => {
        const answer = failed(get(fixture));
        (await server.next()).socket.resetAndDestroy();
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when the connection ends before the answer", async () => {
        const answer = failed(get(fixture));
        (await server.next()).socket.end();
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when the connection ends in the header fields", async () => {
        const answer = failed(get(fixture));
        (await server.next()).socket.end("HTTP/1.1 200 OK\r\nContent-Le");
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when the connection is reset in the middle of the body", async () => {
        const answer = failed(get(fixture));
        const { response, socket } = await server.next();
        response.writeHead(200, { "content-length": "10" });
        response.write("12345", () => socket.resetAndDestroy());
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when the body is shorter than its content-length", async () => {
        const answer = failed(get(fixture));
        (await server.next()).socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when a chunked body has no end", async () => {
        const answer = failed(get(fixture));
        const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        (await server.next()).socket.end(`${head}5\r\n12345\r\n`);
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("fails when the answer has two lengths", async () => {
        const answer = failed(get(fixture));
        const wire = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab";
        (await server.next()).socket.end(wire);
        expect(await answer).toEqual({ kind: "network", transient: true });
      });

      it("takes no more of a body than its content-length", async () => {
        const answer = get(fixture);
        (await server.next()).socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345678");
        expect(text((await answer).body)).toBe("12345");
      });

      it("reads a body without a length to the end of the connection", async () => {
        const answer = get(fixture);
        (await server.next()).socket.end("HTTP/1.1 200 OK\r\n\r\nto the end");
        expect(text((await answer).body)).toBe("to the end");
      });

      it.each([
        ["no HTTP", "SSH-2.0-OpenSSH_9.9\r\n"],
        ["chunks without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
        ["header fields without an end", `HTTP/1.1 200 OK\r\nx-a: ${"a".repeat(200_000)}`],
      ])("refuses an answer that is %s", async (_, wire) => {
        const answer = failed(get(fixture));
        (await server.next()).socket.end(wire);
        expect(await answer).toEqual({ kind: "response", transient: false });
      });

      it("does not hope for a server that speaks no TLS", async () => {
        const origin = `https://127.0.0.1:${server.port}`;
        expect(await failed(get(fixture, { origin }))).toEqual({
          kind: "network",
          transient: false,
        });
      });

      it("gives an answer that comes while the source of the body is still silent", async () => {
        const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
        const { promise: silence, resolve: speak } = Promise.withResolvers<void>();
        async function* body(): AsyncGenerator<Uint8Array> {
          try {
            yield bytes("first");
            await silence;
            yield bytes("late");
          } finally {
            onEnd();
          }
        }
        const answer = get(fixture, { method: "POST", body: body() });
        (await server.next()).response.writeHead(413, { connection: "close" }).end("too much");
        expect(text((await answer).body)).toBe("too much");
        speak();
        await ended;
      });

      it("gives an answer that comes before the body is sent", async () => {
        const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
        async function* body(): AsyncGenerator<Uint8Array> {
          try {
            for (;;) {
              yield bytes("more");
              // oxlint-disable-next-line no-await-in-loop -- a source that is never out of breath
              await new Promise((resolve) => {
                setImmediate(resolve);
              });
            }
          } finally {
            onEnd();
          }
        }
        const answer = get(fixture, { method: "POST", body: body() });
        (await server.next()).response.writeHead(413, { connection: "close" }).end("too much");
        const { status, body: content } = await answer;
        expect(status).toBe(413);
        expect(text(content)).toBe("too much");
        await ended;
      });
    });

    describe("exchange", () => {
      it("ends when the body does not come in time", async () => {
        const late = failed(fixture.exchange());
        const { response, closed } = await server.next();
        response.write("first");
        await new Promise((resolve) => setImmediate(resolve));
        clock.advance(1_000);
        expect(await late).toEqual({ kind: "timeout", transient: true });
        await closed;
      });

      it("is cancelled in the middle of the body", async () => {
        const answer = failed(fixture.exchange());
        const { response, closed } = await server.next();
        response.write("first");
        await new Promise((resolve) => setImmediate(resolve));
        abort.abort();
        expect(await answer).toEqual({ kind: "cancelled", transient: false });
        await closed;
      });
    });

    describe("open", () => {
      /** An answer of which the first piece was read. */
      async function begun(limits: Partial<OpenLimits> = {}) {
        const opened = fixture.open({}, limits);
        const request = await server.next();
        request.response.write("first");
        const { body } = await opened;
        const { value } = await body.next();
        expect(value && text(value)).toBe("first");
        return { ...request, body };
      }

      it("resolves before the body is there, and gives every piece when it comes", async () => {
        const { response, body } = await begun();
        const second = body.next();
        response.write("second");
        expect(text((await second).value ?? bytes(""))).toBe("second");
        response.end();
        expect(await body.next()).toEqual({ done: true, value: undefined });
        expect(await body.next()).toEqual({ done: true, value: undefined });
      });

      it("lets a body take longer than the header fields may", async () => {
        const { response, body } = await begun();
        for (const piece of ["a", "b", "c", "d"]) {
          const next = body.next();
          clock.advance(499);
          response.write(piece);
          // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
          expect(text((await next).value ?? bytes(""))).toBe(piece);
        }
        expect(clock.now()).toBeGreaterThan(1_000);
        await body.return?.();
      });

      it("ends when the next piece does not come in time", async () => {
        const { closed, body } = await begun();
        const next = failed(body.next());
        clock.advance(500);
        expect(await next).toEqual({ kind: "timeout", transient: true });
        await closed;
        expect(await failed(body.next())).toEqual({ kind: "timeout", transient: true });
      });

      it("waits for ever when there is no limit between two pieces", async () => {
        const { response, body } = await begun({ idleTimeout: Infinity });
        const next = body.next();
        clock.advance(1e9);
        response.end("at last");
        expect(text((await next).value ?? bytes(""))).toBe("at last");
        expect((await body.next()).done).toBe(true);
      });

      it("is cancelled while a piece is waited for", async () => {
        const { closed, body } = await begun();
        const next = failure(body.next());
        abort.abort("enough");
        expect(await next).toMatchObject({ kind: "cancelled", cause: "enough" });
        await closed;
      });

      it("is cancelled between two pieces", async () => {
        const { closed, body } = await begun();
        abort.abort();
        await closed;
        expect(await failed(body.next())).toEqual({ kind: "cancelled", transient: false });
      });

      it("frees the connection when the loop is left early", async () => {
        const opened = fixture.open();
        const { response, closed } = await server.next();
        response.write("first");
        const { body } = await opened;
        for await (const piece of body) {
          expect(text(piece)).toBe("first");
          break;
        }
        await closed;
        expect((await body.next()).done).toBe(true);
      });

      it("frees the connection when the body is not read at all", async () => {
        const opened = fixture.open();
        const { response, closed } = await server.next();
        response.write("first");
        const { body } = await opened;
        await body.return?.();
        await closed;
        expect((await body.next()).done).toBe(true);
      });

      it("can be left while a piece is waited for", async () => {
        const { closed, body } = await begun();
        const next = body.next().then(
          ({ done }) => (done === true ? "done" : "more"),
          (error: unknown) => (error instanceof ExchangeError ? error.kind : error),
        );
        await body.return?.();
        await closed;
        expect(["done", "cancelled"]).toContain(await next);
        expect((await body.next()).done).toBe(true);
      });

      it("makes the service wait while nobody reads", async () => {
        const opened = fixture.open({}, { maxBytes: Infinity, idleTimeout: Infinity });
        const { response, closed } = await server.next();
        let sent = 0;
        const send = (): void => {
          while (sent < 128) {
            sent += 1;
            if (!response.write(Buffer.alloc(1_000_000))) return;
          }
        };
        response.on("drain", send);
        send();
        const { body } = await opened;
        // Sockets take some megabytes; then nothing goes on.
        for (let before = -1; before !== sent;) {
          before = sent;
          // oxlint-disable-next-line no-await-in-loop -- until nothing changes
          await new Promise((resolve) => {
            setTimeout(resolve, 50);
          });
        }
        expect(sent).toBeLessThan(128);
        await body.return?.();
        await closed;
      });
    });

    describe("close", () => {
      it("waits for the requests under way and refuses others", async () => {
        const own = makeTransport();
        const limits = { timeout: 1_000, maxBytes: 1_000, clock, signal: undefined };
        const request = {
          method: "GET",
          origin: server.origin,
          path: "/",
          headers: {},
          body: undefined,
        } as const;
        const first = own.exchange(request, limits);
        const second = own.open(request, { ...limits, idleTimeout: Infinity });
        const requests = [await server.next(), await server.next()];
        let closed = false;
        const close = async (): Promise<void> => {
          await own.close();
          closed = true;
        };
        const closing = close();
        expect(await failed(own.exchange(request, limits))).toEqual({
          kind: "cancelled",
          transient: false,
        });
        for (const { response } of requests) response.end("whole");
        expect(text((await first).body)).toBe("whole");
        const { body } = await second;
        expect(text((await body.next()).value ?? bytes(""))).toBe("whole");
        expect(closed).toBe(false);
        expect((await body.next()).done).toBe(true);
        await closing;
        expect(closed).toBe(true);
      });
    });
  });
}
