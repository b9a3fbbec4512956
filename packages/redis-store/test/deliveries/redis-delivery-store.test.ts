import { signWebhook, standardWebhooks, WebhookVerifier } from "@agentflow/core/runtime";
import { requireService } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import { RedisStore } from "../../src/index.js";
import { startStore } from "../start-store.js";

describe.runIf(requireService("redis-server"))("RedisDeliveryStore", () => {
  const started = startStore({ prefix: "test:" });

  it("remembers a delivery for its time", async () => {
    const { client, store } = started();
    expect(await store.deliveries.add("a", 599_999.2)).toBe(true);
    expect(await store.deliveries.add("a", 600_000)).toBe(false);
    const remaining = await client.pTTL("test:delivery:a");
    expect(remaining).toBeGreaterThan(590_000);
    expect(remaining).toBeLessThanOrEqual(600_000);
  });

  it("remembers no longer than its time", async () => {
    const { client, store } = started();
    await store.deliveries.add("short", 60_000);
    await client.pExpire("test:delivery:short", 0);
    expect(await store.deliveries.add("short", 60_000)).toBe(true);
  });

  it("forgets a delivery", async () => {
    const { deliveries } = started().store;
    await deliveries.add("once", 60_000);
    await deliveries.delete("once");
    expect(await deliveries.add("once", 60_000)).toBe(true);
  });

  it("tells one of many who add the same at once", async () => {
    const { redis, store } = started();
    await using other = new RedisStore({ url: redis.url, prefix: "test:" });
    await other.ready();
    const stores = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? store : other));
    const added = await Promise.all(stores.map(({ deliveries }) => deliveries.add("same", 60_000)));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  it("lets one of two verifiers accept a delivery", async () => {
    const { store } = started();
    const verifier = (): WebhookVerifier =>
      new WebhookVerifier({
        scheme: standardWebhooks,
        secrets: "whsec_c2VjcmV0",
        remember: { store: store.deliveries, name: "billing", storeTimeout: 5_000 },
      });
    const timestamp = Date.now();
    const options = { scheme: standardWebhooks, secrets: "whsec_c2VjcmV0", id: "msg_1", timestamp };
    const delivery = { headers: await signWebhook("{}", options), body: "{}" };
    const results = await Promise.allSettled([
      verifier().verify(delivery),
      verifier().verify(delivery),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "replayed" },
    });
  });
});
