import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, EnvHttpProxyAgent } from "undici";
import { describe, expect, it, vi } from "vitest";
import { createClient } from "../../../src/runtime.js";
import { createDispatcher } from "../../../src/runtime/http/undici-transport.js";
import { download, get, hub, json, useFakeHub } from "../hub.js";

const fake = useFakeHub();

describe("a client's connections", () => {
  it("are kept open between calls", async () => {
    const sockets = new Set<unknown>();
    const server = createServer((request, response) => {
      sockets.add(request.socket);
      response.setHeader("content-type", "application/json").end('{"id":1}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    const client = createClient(hub, { baseUrl: `http://127.0.0.1:${port}` });
    for (let call = 0; call < 5; call += 1) await get(client, { owner: "x" });
    // undici gives a connection a turn of the event loop before it is used again.
    expect(sockets.size).toBeLessThanOrEqual(2);
    await client.close();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  it("of a dispatcher that was given stay open when the client is closed", async () => {
    const dispatcher = new Agent();
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ dispatcher });
    await get(client, { owner: "x" });
    await client.close();
    expect(dispatcher.closed).toBe(false);
    await dispatcher.close();
  });

  it("can be closed twice, and without a call before", async () => {
    const client = fake.client();
    await client.close();
    await expect(client.close()).resolves.toBeUndefined();
  });

  it("go through the proxy that the environment names, but not to this machine", async () => {
    const direct = createDispatcher({});
    expect(direct).toBeInstanceOf(Agent);
    const proxied = createDispatcher({
      HTTPS_PROXY: "http://127.0.0.1:1",
      NO_PROXY: "example.org",
    });
    expect(proxied).toBeInstanceOf(EnvHttpProxyAgent);
    await expect(
      proxied.request({ origin: "https://a.test", path: "/", method: "GET" }),
    ).rejects.toThrow("ECONNREFUSED");
    fake.service.reply({ status: 204 });
    await download(fake.client({ dispatcher: proxied }));
    expect(fake.service.requests).toHaveLength(1);
    await Promise.all([direct.close(), proxied.close()]);
  });

  it("go through no proxy when all hosts are excluded", async () => {
    const proxied = createDispatcher({ http_proxy: "http://127.0.0.1:1", no_proxy: "*" });
    fake.service.reply({ status: 204 });
    await download(fake.client({ dispatcher: proxied }));
    expect(fake.service.requests).toHaveLength(1);
    await proxied.close();
  });

  it("go through no proxy whose address is no URL, which is told without showing it", () => {
    const make = (): unknown => createDispatcher({ https_proxy: "user:pa55word@proxy" });
    expect(make).toThrow(/"https_proxy" is not the URL of a proxy/);
    expect(make).not.toThrow("pa55word");
  });

  it("follow the environment of the process", async () => {
    vi.stubEnv("http_proxy", "http://127.0.0.1:1");
    fake.service.reply({ status: 204 });
    await download(fake.client());
    expect(fake.service.requests).toHaveLength(1);
    vi.unstubAllEnvs();
  });
});
