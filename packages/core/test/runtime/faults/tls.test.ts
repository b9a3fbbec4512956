import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../../src/runtime.js";
import { selfSignedCertificate } from "@agentflow/services";
import { get, hub, rejection } from "../hub.js";

const certificate = selfSignedCertificate();
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(certificate, (_request, response) => {
    response.setHeader("content-type", "application/json").end('{"id":1}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

describe("a service whose certificate", () => {
  it("nobody vouches for is refused, and not asked again", async () => {
    const client = createClient(hub, { baseUrl: url });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "network",
      retryable: false,
      attempts: 1,
      message: expect.stringContaining("certificate"),
    });
    await client.close();
  });

  it("is for another host is refused, and not asked again", async () => {
    const dispatcher = new Agent({ connect: { ca: certificate.cert, servername: "example.org" } });
    const client = createClient(hub, { baseUrl: url, dispatcher });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "network",
      retryable: false,
      attempts: 1,
    });
    await dispatcher.close();
  });

  it("the user vouches for is accepted", async () => {
    const dispatcher = new Agent({ connect: { ca: certificate.cert } });
    const client = createClient(hub, { baseUrl: url, dispatcher });
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    await dispatcher.close();
  });
});
