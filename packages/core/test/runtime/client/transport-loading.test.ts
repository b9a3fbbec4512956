import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { chooseTransport } from "../../../src/runtime/client/choose-transport.js";
import { createClient } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { get, hub, rejection } from "../hub.js";

const load = vi.hoisted(() => {
  // Another file may have loaded the client, which would not see the mock.
  vi.resetModules();
  return { choose: undefined as typeof chooseTransport | undefined };
});
vi.mock(import("../../../src/runtime/client/choose-transport.js"), async (original) => {
  const real = await original();
  const choose: typeof chooseTransport = (...options) =>
    (load.choose ?? real.chooseTransport)(...options);
  return { ...real, chooseTransport: choose };
});
afterEach(() => {
  load.choose = undefined;
});

const never = (): Promise<never> => new Promise(() => undefined);

describe("a transport that does not load in time", () => {
  it("ends a call when its time is over", async () => {
    load.choose = never;
    const clock = new FakeClock({ manual: true });
    const call = rejection(get(createClient(hub, { clock, timeout: 1_000 }), { owner: "x" }));
    clock.advance(1_000);
    expect(await call).toMatchObject({ kind: "timeout", attempts: 0 });
    expect(clock.pending).toBe(0);
  });

  it("ends a call that is cancelled", async () => {
    load.choose = never;
    const controller = new AbortController();
    const clock = new FakeClock({ manual: true });
    const call = rejection(get(createClient(hub, { clock }), { owner: "x" }, controller));
    controller.abort(new Error("enough"));
    expect(await call).toMatchObject({ kind: "cancelled", cause: { message: "enough" } });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});

describe("a client whose transport cannot be loaded", () => {
  it("says so with every call, and can be closed", async () => {
    load.choose = () => Promise.reject(new Error("undici is not installed"));
    const client = createClient(hub);
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "unknown",
      message: "Hub repos/get: undici is not installed",
    });
    await expect(client.close()).resolves.toBeUndefined();
  });
});

describe("a client that is closed while its transport loads", () => {
  it("sends nothing", async () => {
    const client = createClient(hub);
    const call = rejection(get(client, { owner: "x" }));
    await client.close();
    expect(await call).toMatchObject({
      kind: "cancelled",
      message: "Hub repos/get: the client is closed",
      attempts: 0,
    });
  });
});
