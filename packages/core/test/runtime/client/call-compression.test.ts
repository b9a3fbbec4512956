import { brotliCompressSync, gzipSync } from "node:zlib";
import { Agent, type Dispatcher } from "undici";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../../src/testing.js";
import { download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const gzip = (text: string, cut = 0) => {
  const body = gzipSync(text);
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  return { headers, body: body.subarray(0, body.length - cut) };
};

describe("compression", () => {
  it("is asked for, and taken off", async () => {
    fake.service.reply(gzip('{"id":7}'));
    const { data, headers } = await get.response(fake.client(), { owner: "x" });
    expect(fake.service.requests[0]?.headers["accept-encoding"]).toContain("gzip");
    expect(data).toEqual({ id: 7 });
    expect(headers).not.toHaveProperty("content-encoding");
    expect(headers).not.toHaveProperty("content-length");
  });

  it("is not asked for where the user does not want it, and taken off all the same", async () => {
    fake.service.reply(gzip('{"id":7}'));
    expect(await get(fake.client({ compression: false }), { owner: "x" })).toEqual({ id: 7 });
    expect(fake.service.requests[0]?.headers).not.toHaveProperty("accept-encoding");
  });

  it("is taken off a stream while it comes", async () => {
    const headers = { "content-encoding": "br" };
    fake.service.reply({ headers, body: brotliCompressSync("x".repeat(1_000_000)) });
    const stream = await download.stream(fake.client());
    let size = 0;
    for await (const chunk of stream) size += chunk.byteLength;
    expect(size).toBe(1_000_000);
  });

  it("that ends early is a broken connection, and tried again", async () => {
    fake.service.reply(gzip('{"id":7}', 6), gzip('{"id":7}'));
    const client = fake.client({ clock: new FakeClock() });
    expect(await get(client, { owner: "x" })).toEqual({ id: 7 });
  });

  it("that is broken is an error of the answer", async () => {
    fake.service.reply({ headers: { "content-encoding": "gzip" }, body: "not gzip" });
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "response",
      retryable: false,
    });
  });

  it("cannot make an answer longer than the limit", async () => {
    fake.service.reply(gzip(JSON.stringify("x".repeat(50_000_000))));
    const client = fake.client({ maxResponseBytes: 1_000_000 });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "response",
      message: expect.stringContaining("longer than 1000000 bytes"),
    });
  });

  it.each([
    ["whole", "gzip"],
    ["whole", "rot13"],
    ["streamed", "gzip"],
    ["streamed", "rot13"],
  ])(
    "of an error that cannot be taken off leaves the status to be told: %s, %s",
    async (how, coding) => {
      const answer = { status: 404, headers: { "content-encoding": coding }, body: "not gzip" };
      fake.service.reply(answer);
      const client = fake.client();
      const call =
        how === "whole" ? get(client, { owner: "x" }) : get.stream(client, { owner: "x" });
      expect(await rejection(call)).toMatchObject({
        kind: "not-found",
        status: 404,
        bodyFormat: "none",
      });
    },
  );

  it("of an error is taken off too", async () => {
    fake.service.reply({ ...gzip('{"message":"gone"}'), status: 404 });
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      body: { message: "gone" },
    });
  });

  it("is not waited for when the caller cancels meanwhile", async () => {
    const controller = new AbortController();
    const long = JSON.stringify("x".repeat(5_000_000));
    fake.service.reply(gzip(long));
    // The last that undici does before the body is decompressed.
    const dispatcher = new Agent().compose((dispatch) => (options, handler) => {
      const watched: Dispatcher.DispatchHandler = {
        onRequestStart: (...start) => handler.onRequestStart?.(...start),
        onResponseStart: (...head) => handler.onResponseStart?.(...head),
        onResponseData: (...data) => handler.onResponseData?.(...data),
        onResponseError: (...failure) => handler.onResponseError?.(...failure),
        onResponseEnd: (...end) => {
          handler.onResponseEnd?.(...end);
          controller.abort(new Error("enough"));
        },
      };
      return dispatch(options, watched);
    });
    const call = get(fake.client({ dispatcher }), { owner: "x" }, controller);
    expect(await rejection(call)).toMatchObject({
      kind: "cancelled",
      cause: { message: "enough" },
    });
    await dispatcher.close();
  });
});

describe("a stream of", () => {
  it("server-sent events gives them one by one", async () => {
    fake.service.reply({ body: "event: a\ndata: 1\n\n: ping\n\ndata: 2\n\n" });
    const stream = await download.stream(fake.client());
    const events: unknown[] = [];
    for await (const { event, data } of stream.events()) events.push([event, data]);
    expect(events).toEqual([
      ["a", "1"],
      ["message", "2"],
    ]);
  });

  it("lines of JSON gives their values", async () => {
    fake.service.reply({ body: '{"n":1}\n\n{"n":2}' });
    const values: unknown[] = [];
    const stream = await download.stream(fake.client());
    for await (const value of stream.jsonLines()) values.push(value);
    expect(values).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("lines of which one is no JSON is a service error that shows no credential", async () => {
    fake.service.reply(json(1), { body: '{"n":1}\n{t0ken-value\n' });
    const client = fake.client({ credentials: { token: "t0ken-value" } });
    await download(client);
    const read = async (): Promise<void> => {
      const stream = await download.stream(client);
      for await (const value of stream.jsonLines()) expect(value).toEqual({ n: 1 });
    };
    const error = await rejection(read());
    expect(error).toMatchObject({ name: "ServiceError", kind: "response" });
    expect(String(error)).toContain("line 2");
    expect(String(error)).not.toContain("t0ken-value");
  });
});
