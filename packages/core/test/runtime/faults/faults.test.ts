import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient, type Client, type ClientOptions } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { get, hub, rejection } from "../hub.js";
import { answer, good, type Misbehaviour, MisbehavingServer } from "./misbehaving-server.js";

let server: MisbehavingServer;
let client: Client;

const open = (options: ClientOptions = {}): Client => {
  client = createClient(hub, { baseUrl: server.url, retry: false, ...options });
  return client;
};

beforeEach(async () => {
  server = await MisbehavingServer.start();
});
afterEach(async () => {
  await Promise.all([client.close(), server.close()]);
});

const json = "HTTP/1.1 200 OK\ncontent-type: application/json\n";

/** What goes wrong, what it must become, and why. */
const faults: readonly (readonly [
  fault: string,
  behaviour: Misbehaviour,
  expected: { readonly kind: string; readonly retryable: boolean; readonly text?: string },
])[] = [
  ["a reset before the answer", (s) => s.resetAndDestroy(), { kind: "network", retryable: true }],
  ["an end before the answer", (s) => s.end(), { kind: "network", retryable: true }],
  [
    "an end in the middle of the head",
    (s) => s.end("HTTP/1.1 200 OK\r\ncontent-"),
    { kind: "network", retryable: true },
  ],
  [
    "a reset in the middle of the body",
    (s) =>
      s.write(`${json.replaceAll("\n", "\r\n")}content-length: 8\r\n\r\n{"i`, () =>
        s.resetAndDestroy(),
      ),
    { kind: "network", retryable: true },
  ],
  [
    "a half-closed connection with less body than announced",
    (s) => s.end(`${json.replaceAll("\n", "\r\n")}content-length: 80\r\n\r\n{"id":1}`),
    { kind: "network", retryable: true },
  ],
  [
    "a chunked body without its end",
    (s) =>
      s.end(`${json.replaceAll("\n", "\r\n")}transfer-encoding: chunked\r\n\r\n8\r\n{"id":1}\r\n`),
    { kind: "network", retryable: true },
  ],
  [
    "a chunk size that is no number",
    answer(`${json}transfer-encoding: chunked\n\nzz\n{"id":1}\n0\n\n`),
    { kind: "response", retryable: false },
  ],
  [
    "another protocol that nobody asked for",
    answer("HTTP/1.1 101 Switching Protocols\nconnection: upgrade\nupgrade: websocket\n\n"),
    { kind: "network", retryable: true },
  ],
  ["no HTTP at all", answer("SSH-2.0-OpenSSH_9.2\n"), { kind: "response", retryable: false }],
  [
    "two content lengths that differ",
    answer(`${json}content-length: 8\ncontent-length: 9\n\n{"id":1}`),
    { kind: "network", retryable: true },
  ],
  [
    "header fields beyond 16 KiB",
    answer(`${json}x-a: ${"a".repeat(100_000)}\ncontent-length: 8\n\n{"id":1}`),
    { kind: "response", retryable: false },
  ],
  [
    "JSON that breaks off",
    answer(`${json}content-length: 5\n\n{"id"`),
    { kind: "response", retryable: false, text: "not valid JSON" },
  ],
  [
    "a page of HTML",
    answer("HTTP/1.1 200 OK\ncontent-type: text/html\ncontent-length: 4\n\n<h1>"),
    { kind: "response", retryable: false, text: "text/html instead of JSON" },
  ],
  [
    "503 without Retry-After",
    answer("HTTP/1.1 503 Busy\ncontent-length: 0\n\n"),
    { kind: "server", retryable: true, text: "503 Service Unavailable" },
  ],
  [
    "429 with a Retry-After of an hour",
    answer("HTTP/1.1 429 Slow\nretry-after: 3600\ncontent-length: 0\n\n"),
    { kind: "rate-limit", retryable: true, text: "429 Too Many Requests" },
  ],
  [
    "a redirect without a place",
    answer("HTTP/1.1 302 Found\ncontent-length: 0\n\n"),
    { kind: "redirect", retryable: false },
  ],
  [
    "a redirect to another scheme",
    answer("HTTP/1.1 302 Found\nlocation: file:///etc/passwd\ncontent-length: 0\n\n"),
    { kind: "redirect", retryable: false, text: 'redirects to a "file:" URL' },
  ],
];

describe("a server that answers with", () => {
  it.each(faults)("%s", async (_fault, behaviour, { kind, retryable, text = "" }) => {
    server.reply(behaviour);
    expect(await rejection(get(open(), { owner: "x" }))).toMatchObject({
      name: "ServiceError",
      kind,
      retryable,
      attempts: 1,
      message: expect.stringContaining(text),
    });
  });

  it.each(faults.filter(([, , { kind }]) => kind !== "rate-limit"))(
    "%s leaves the client usable",
    async (_fault, behaviour) => {
      server.reply(behaviour, good);
      await rejection(get(open(), { owner: "x" }));
      expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    },
  );
});

describe("a server that", () => {
  it("redirects in a circle gets five redirects", async () => {
    const circle = answer("HTTP/1.1 302 Found\nlocation: /again\ncontent-length: 0\n\n");
    server.reply(circle, circle, circle, circle, circle, circle);
    expect(await rejection(get(open(), { owner: "x" }))).toMatchObject({
      kind: "redirect",
      message: expect.stringContaining("more than 5 times"),
    });
    expect(server.heads).toHaveLength(6);
  });

  it.each([
    ["is silent", ""],
    ["stops in the middle of the head", "HTTP/1.1 200 OK\ncontent-"],
    ["stops in the middle of the body", `${json}content-length: 8\n\n{"i`],
  ])("%s ends the call when its time is over", async (_what, text) => {
    const clock = new FakeClock({ manual: true });
    const came = new Promise<void>((resolve) => {
      server.reply((socket) => {
        socket.write(text.replaceAll("\n", "\r\n"), () => {
          resolve();
        });
      }, good);
    });
    const call = rejection(get(open({ clock, timeout: 2_000 }), { owner: "x" }));
    await came;
    clock.advance(2_000);
    expect(await call).toMatchObject({ kind: "timeout", retryable: true, attempts: 1 });
    expect(clock.pending).toBe(0);
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });

  it("sends one byte after the other ends the call when its time is over", async () => {
    const clock = new FakeClock({ manual: true });
    server.reply((socket) => {
      socket.write(`${json.replaceAll("\n", "\r\n")}content-length: 1000000\r\n\r\n`);
      const drip = setInterval(() => {
        clock.advance(100);
        if (socket.destroyed) clearInterval(drip);
        else socket.write(" ");
      }, 1);
    });
    const call = get(open({ clock, timeout: 2_000 }), { owner: "x" });
    expect(await rejection(call)).toMatchObject({ kind: "timeout" });
    expect(clock.now()).toBe(2_000);
  });

  it("sends more than the limit is cut off", async () => {
    server.reply(answer(`${json}content-length: 2000\n\n${"x".repeat(2_000)}`), good);
    const call = get(open({ maxResponseBytes: 1_000 }), { owner: "x" });
    expect(await rejection(call)).toMatchObject({
      kind: "response",
      message: expect.stringContaining("longer than 1000 bytes"),
    });
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });

  it("closes a kept connection between two calls is called on a new one", async () => {
    server.reply((socket) => {
      good(socket);
      socket.end();
    }, good);
    await get(open(), { owner: "x" });
    await new Promise(setImmediate);
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });

  it("is not there is a network error that may pass", async () => {
    await server.close();
    expect(await rejection(get(open(), { owner: "x" }))).toMatchObject({
      kind: "network",
      retryable: true,
      message: expect.stringContaining("ECONNREFUSED"),
    });
    server = await MisbehavingServer.start();
  });

  it("has no address is a network error", async () => {
    const call = get(open({ baseUrl: "http://nowhere.invalid" }), { owner: "x" });
    expect(await rejection(call)).toMatchObject({
      kind: "network",
      message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    });
  });
});
