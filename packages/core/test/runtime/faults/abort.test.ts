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

/** Expects the call to end by the abort and to leave nothing behind. */
async function expectCancelled(call: Promise<unknown>, attempts: number): Promise<void> {
  expect(await rejection(call)).toMatchObject({
    kind: "cancelled",
    retryable: false,
    attempts,
    cause: { message: "enough" },
  });
  expect(clock.pending).toBe(0);
  expect(getEventListeners(abort.signal, "abort")).toEqual([]);
}

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
    await expectCancelled(get(open(), { owner: "x" }, { signal: abort.signal }), 0);
    expect(server.heads).toEqual([]);
  });

  it("while credentials are waited for ends the call", async () => {
    const token = (): Promise<string> => {
      queueMicrotask(enough);
      return new Promise(() => undefined);
    };
    open({ credentials: { token } });
    await expectCancelled(get(client, { owner: "x" }, { signal: abort.signal }), 0);
  });

  it("while the connection is made ends the call", async () => {
    const dispatcher = new Agent({ connect: () => queueMicrotask(enough) });
    open({ dispatcher });
    await expectCancelled(get(client, { owner: "x" }, { signal: abort.signal }), 1);
    await dispatcher.destroy();
  });

  it("while the body is sent ends the call", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1_000);
      enough();
      await new Promise(() => undefined);
    }
    const options = { signal: abort.signal, contentType: "application/octet-stream" };
    await expectCancelled(create(open(), { body: endless() }, options), 1);
  });

  it("before the answer ends the call", async () => {
    server.reply(enough);
    await expectCancelled(get(open(), { owner: "x" }, { signal: abort.signal }), 1);
  });

  it("in the middle of the body ends the call", async () => {
    server.reply((socket) => {
      answer("HTTP/1.1 200 OK\ncontent-length: 100\n\nhalf")(socket);
      setImmediate(enough);
    });
    await expectCancelled(download(open(), {}, { signal: abort.signal }), 1);
  });

  it("while a retry is waited for ends the call", async () => {
    server.reply((socket) => {
      answer("HTTP/1.1 503 Busy\nretry-after: 30\ncontent-length: 0\n\n")(socket);
      setTimeout(enough, 20);
    });
    await expectCancelled(get(open(), { owner: "x" }, { signal: abort.signal }), 1);
  });

  it("leaves the client usable", async () => {
    server.reply(enough, good);
    await rejection(get(open(), { owner: "x" }, { signal: abort.signal }));
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
  });
});
