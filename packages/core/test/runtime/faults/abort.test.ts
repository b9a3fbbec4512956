import { getEventListeners } from "node:events";
import { Agent } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Client, type ClientOptions, createClient } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, download, get, hub, rejection } from "../hub.js";
import { answer, good, MisbehavingServer } from "./misbehaving-server.js";

let server: MisbehavingServer;
let client: Client;
let abort: AbortController;
let clock: FakeClock;

const open = (options: ClientOptions = {}): Client => {
  client = createClient(hub, { baseUrl: server.url, clock, ...options });
  return client;
};

/** How a call ended, and what it left behind. */
async function endOf(call: Promise<unknown>): Promise<object> {
  const error = await rejection(call);
  const timers = clock.pending;
  return { error, timers, listeners: getEventListeners(abort.signal, "abort").length };
}

const cancelledAfter = (attempts: number): object => ({
  error: { kind: "cancelled", retryable: false, attempts, cause: { message: "enough" } },
  timers: 0,
  listeners: 0,
});

const enough = (): void => {
  abort.abort(new Error("enough"));
};

beforeEach(async () => {
  server = await MisbehavingServer.start();
  abort = new AbortController();
  clock = new FakeClock({ manual: true });
});
afterEach(async () => {
  await server.close();
  await client.close();
});

describe("an abort", () => {
  it("before the call sends nothing", async () => {
    enough();
    expect(await endOf(get(open(), { owner: "x" }, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(0),
    );
    expect(server.heads).toEqual([]);
  });

  it("while credentials are waited for ends the call", async () => {
    const token = (): Promise<string> => {
      queueMicrotask(enough);
      return new Promise(() => undefined);
    };
    open({ credentials: { token } });
    expect(await endOf(get(client, { owner: "x" }, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(0),
    );
  });

  it("while the connection is made ends the call", async () => {
    const dispatcher = new Agent({ connect: () => queueMicrotask(enough) });
    open({ dispatcher });
    expect(await endOf(get(client, { owner: "x" }, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(1),
    );
    await dispatcher.destroy();
  });

  it("while the body is sent ends the call", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1_000);
      enough();
      await new Promise(() => undefined);
    }
    const options = { signal: abort.signal, contentType: "application/octet-stream" };
    expect(await endOf(create(open(), { body: endless() }, options))).toMatchObject(
      cancelledAfter(1),
    );
  });

  it("before the answer ends the call", async () => {
    server.reply(enough);
    expect(await endOf(get(open(), { owner: "x" }, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(1),
    );
  });

  it("in the middle of the body ends the call", async () => {
    server.reply((socket) => {
      answer("HTTP/1.1 200 OK\ncontent-length: 100\n\nhalf")(socket);
      setImmediate(enough);
    });
    expect(await endOf(download(open(), {}, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(1),
    );
  });

  it("while a retry is waited for ends the call", async () => {
    server.reply((socket) => {
      answer("HTTP/1.1 503 Busy\nretry-after: 30\ncontent-length: 0\n\n")(socket);
      setTimeout(enough, 20);
    });
    expect(await endOf(get(open(), { owner: "x" }, { signal: abort.signal }))).toMatchObject(
      cancelledAfter(1),
    );
  });

  it("leaves the client usable", async () => {
    server.reply(enough, good);
    await rejection(get(open(), { owner: "x" }, { signal: abort.signal }));
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });
});
