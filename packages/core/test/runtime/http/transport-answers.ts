import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { headerValue } from "../../../src/runtime/http/response-headers.js";
import { bytes, failed, failure, text, type TransportFixture, ways } from "./transport-fixture.js";

/** What goes up and what comes down when nothing goes wrong. */
export function answerTests(fixture: () => TransportFixture): void {
  describe.each(ways)("$way", ({ get }) => {
    it("sends method, target and header fields as they are given", async () => {
      const path = "/a%2Fb/%E2%98%83?x=1%2B2&y=%20";
      const headers = { "x-latin": "caf\u00E9", "x-own": "a, b", accept: "text/plain" };
      const answer = get(fixture(), { method: "DELETE", path, headers });
      const { message, response } = await fixture().server.next();
      response.end();
      await answer;
      expect(message.method).toBe("DELETE");
      expect(message.url).toBe(path);
      expect(message.headers).toMatchObject(headers);
    });

    it("gives status, header fields and body as they came", async () => {
      const answer = get(fixture());
      const { response } = await fixture().server.next();
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
      const answer = get(fixture());
      (await fixture().server.next()).response.writeHead(status).end();
      const { body, ...rest } = await answer;
      expect(rest.status).toBe(status);
      expect(body).toHaveLength(0);
    });

    it("gives an empty body for HEAD, whose content-length tells of another answer", async () => {
      const answer = get(fixture(), { method: "HEAD" });
      (await fixture().server.next()).response.writeHead(200, { "content-length": "7" }).end();
      const { headers, body } = await answer;
      expect(headers["content-length"]).toBe("7");
      expect(body).toHaveLength(0);
    });

    it("passes over interim answers", async () => {
      const answer = get(fixture());
      const { response } = await fixture().server.next();
      response.writeEarlyHints({ link: "</a.css>; rel=preload" });
      response.end("final");
      expect(text((await answer).body)).toBe("final");
    });

    it("does not follow redirects", async () => {
      const answer = get(fixture());
      (await fixture().server.next()).response
        .writeHead(302, { location: "/else?where" })
        .end("moved");
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
      const answer = get(fixture(), { method: "POST", body });
      const { message, response } = await fixture().server.next();
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
      const answer = get(fixture(), { method: "POST", body: body() });
      const { message, response } = await fixture().server.next();
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
      const answer = get(fixture(), { method: "PUT", body });
      const { message, response } = await fixture().server.next();
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
      const answer = failure(get(fixture(), { method: "POST", body: body() }));
      expect(await answer).toMatchObject({ kind: "unknown", transient: false, cause: broken });
    });

    it("gives a body of megabytes whole", async () => {
      const answer = get(fixture(), {}, { maxBytes: 5_000_000 });
      (await fixture().server.next()).response.end(Buffer.alloc(5_000_000, "x"));
      const { body } = await answer;
      expect(body).toHaveLength(5_000_000);
      expect(body.every((byte) => byte === 120)).toBe(true);
    });

    it("gives a body of exactly the limit and refuses one byte more", async () => {
      const whole = get(fixture(), {}, { maxBytes: 10 });
      (await fixture().server.next()).response.end("0123456789");
      expect((await whole).body).toHaveLength(10);
      const tooLong = failed(get(fixture(), {}, { maxBytes: 9 }));
      (await fixture().server.next()).response.end("0123456789");
      expect(await tooLong).toEqual({ kind: "response", transient: false });
    });

    it("stops reading a body that has no end when the limit is reached", async () => {
      const tooLong = failed(get(fixture(), {}, { maxBytes: 1_000 }));
      const { response, closed } = await fixture().server.next();
      response.on("drain", () => response.write(Buffer.alloc(10_000)));
      response.write(Buffer.alloc(100_000));
      expect(await tooLong).toEqual({ kind: "response", transient: false });
      await closed;
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
      const answer = get(fixture(), { method: "POST", body: body() });
      (await fixture().server.next()).response
        .writeHead(413, { connection: "close" })
        .end("too much");
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
      const answer = get(fixture(), { method: "POST", body: body() });
      (await fixture().server.next()).response
        .writeHead(413, { connection: "close" })
        .end("too much");
      const { status, body: content } = await answer;
      expect(status).toBe(413);
      expect(text(content)).toBe("too much");
      await ended;
    });
  });
}
