import { FakeClock } from "@agentflow/core/testing";
import { requireService } from "@agentflow/services";
import { createClient, RESP_TYPES } from "@redis/client";
import { describe, expect, it, vi } from "vitest";
import { connectRedisStore, RedisStore, type RedisStoreError } from "../../src/index.js";
import { startStore } from "../start-store.js";
import { SilentClient } from "./silent-client.js";

/** Lets everything that can happen now happen. */
async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

describe("a store with a given client", () => {
  it("gives up a command after its time, leaves no timer and leaves the client alone", async () => {
    const clock = new FakeClock({ manual: true });
    const client = new SilentClient();
    const store = new RedisStore({ client, timeout: 500, clock });
    const answer = store.breakers.read("host");
    clock.advance(500);
    await expect(answer).rejects.toMatchObject({
      name: "RedisStoreError",
      code: "TIMEOUT",
      message: "Redis at the given client's address gave no answer within 500 ms.",
    });
    expect(clock.pending).toBe(0);
  });

  it("takes an answer that came while the process was busy for longer than the time", async () => {
    const clock = new FakeClock({ manual: true });
    const client = new SilentClient();
    client.answer = async () => 7;
    const store = new RedisStore({ client, timeout: 500, clock });
    const answer = store.breakers.read("host");
    clock.advance(500);
    expect(await answer).toBe(7);
    await settled();
    expect(clock.pending).toBe(0);
  });

  it("rejects when the client throws instead of rejecting", async () => {
    const client = new SilentClient();
    client.answer = () => {
      throw new TypeError("no");
    };
    await expect(new RedisStore({ client }).breakers.read("host")).rejects.toMatchObject({
      code: "CONNECTION",
      message: "Redis at the given client's address: no.",
    });
  });

  it("rejects with what is no error, too", async () => {
    const client = new SilentClient();
    client.answer = () => Promise.reject("gone"); // what somebody else's client may do
    await expect(new RedisStore({ client }).breakers.read("host")).rejects.toThrow("gone");
  });

  it("sends nothing while the client is not ready", async () => {
    const client = new SilentClient();
    client.isReady = false;
    await expect(new RedisStore({ client }).caches.get("key")).rejects.toMatchObject({
      code: "OFFLINE",
    });
    expect(client.commands).toEqual([]);
  });

  it("cannot be connected while the client is not", async () => {
    const client = new SilentClient();
    client.isReady = false;
    await expect(connectRedisStore({ client })).rejects.toThrow("Call its connect()");
  });

  it("listens to errors of the client until it is closed, so that they end no process", async () => {
    const onError = vi.fn<(error: RedisStoreError) => void>();
    const client = new SilentClient();
    const store = await connectRedisStore({ client, onError });
    client.emit("error", new Error("connection lost"));
    expect(onError.mock.calls[0]?.[0].message).toContain("connection lost");
    await store.close();
    expect(client.listenerCount("error")).toBe(0);
    await expect(store.caches.get("key")).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("needs nobody who listens to the store", () => {
    const client = new SilentClient();
    const store = new RedisStore({ client });
    expect(client.emit("error", new Error("connection lost"))).toBe(true);
    expect(store.rateLimits).toBeDefined();
  });

  it.each([0, -1, Number.NaN])("refuses a timeout of %d", (timeout) => {
    expect(() => new RedisStore({ client: new SilentClient(), timeout })).toThrow(RangeError);
  });
});

describe.runIf(requireService("redis-server"))("a store with a client of @redis/client", () => {
  const started = startStore();

  it.each([2, 3] as const)("understands RESP %d, whatever the client's types are", async (RESP) => {
    const client = createClient({
      url: started().redis.url,
      RESP,
      commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    });
    client.on("error", () => undefined);
    await client.connect();
    await using store = await connectRedisStore({ client });
    await store.caches.set("key", "text", 60_000);
    expect((await store.caches.get("key"))?.text).toBe("text");
    expect(await store.caches.get("nothing")).toBeUndefined();
    await store.caches.clear("");
    expect(await store.caches.delete("key")).toBe(false);
    expect(await store.rateLimits.take(`RESP ${RESP}`, 1, { rate: 1, burst: 1 })).toBe(0);
    expect(client.isReady).toBe(true);
    client.destroy();
  });
});
