import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startStore } from "../start-store.js";

describe.runIf(requireService("redis-server"))("RedisCacheStore", () => {
  const started = startStore({ prefix: "test:" });

  it("gives what was set, and how long it is kept", async () => {
    const { caches } = started().store;
    await caches.set("a", '{"text":"ä\\u0000"}', 60_000);
    const entry = await caches.get("a");
    expect(entry?.text).toBe('{"text":"ä\\u0000"}');
    expect(entry?.remaining).toBeGreaterThan(50_000);
    expect(entry?.remaining).toBeLessThanOrEqual(60_000);
  });

  it("knows nothing of a key that was not set", async () => {
    expect(await started().store.caches.get("nothing")).toBeUndefined();
  });

  it("gives nothing of an entry without expiry, which it did not set", async () => {
    await started().client.set("test:cache:foreign", "text");
    expect(await started().store.caches.get("foreign")).toBeUndefined();
  });

  it("rounds a ttl up to whole milliseconds", async () => {
    const { client, store } = started();
    await store.caches.set("fraction", "text", 59_999.2);
    expect(await client.pTTL("test:cache:fraction")).toBeGreaterThan(50_000);
  });

  it("deletes an entry and tells whether there was one", async () => {
    const { caches } = started().store;
    await caches.set("once", "text", 60_000);
    expect(await caches.delete("once")).toBe(true);
    expect(await caches.delete("once")).toBe(false);
    expect(await caches.get("once")).toBeUndefined();
  });

  it("clears what begins with a prefix, page by page, and nothing else", async () => {
    const { client, store } = started();
    const keys = Array.from({ length: 1_200 }, (_, number) => `tenant:${number}`);
    await Promise.all(keys.map((key) => store.caches.set(key, "text", 60_000)));
    await store.caches.set("tenants", "text", 60_000);
    await client.set("tenant:0", "outside");
    await store.caches.clear("tenant:");
    expect(await client.keys("test:cache:tenant*")).toEqual(["test:cache:tenants"]);
    expect(await client.get("tenant:0")).toBe("outside");
  });

  it("takes no character of a prefix for a pattern", async () => {
    const unit = fc.constantFrom("*", "?", "[", "]", "^", "-", "\\", "a", "b");
    const text = fc.string({ unit, minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(text, fc.uniqueArray(text, { maxLength: 8 }), async (prefix, keys) => {
        const { caches } = started().store;
        await Promise.all(keys.map((key) => caches.set(key, "text", 60_000)));
        await caches.clear(prefix);
        const left = await Promise.all(keys.map((key) => caches.delete(key)));
        expect(left).toEqual(keys.map((key) => !key.startsWith(prefix)));
      }),
      { numRuns: 200 },
    );
  });
});
