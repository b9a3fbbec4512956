import { signWebhook } from "@agentflow/core/runtime";
import { expect, test } from "vitest";
import { createStripeWebhooks, webhookScheme, type StripeEvent, type StripeWebhookHandlers } from "../src/webhooks.js";

/** Hands a body over as the service sends it, and gives what the one handler got. */
async function deliver(event: StripeEvent, handler: keyof StripeWebhookHandlers, body: string | Uint8Array) {
  const got: unknown[] = [];
  const handlers = { [handler]: (payload: unknown) => void got.push(payload) };
  const secrets = "secret-of-tests";
  const headers = await signWebhook(body, { scheme: webhookScheme, secrets, id: "1", timestamp: Date.now() });
  const webhooks = createStripeWebhooks(handlers, { secrets });
  await expect(webhooks.receive({ headers: {}, body }, event)).rejects.toMatchObject({ reason: "missing-signature" });
  const received = await webhooks.receive({ headers, body });
  expect(received).toMatchObject({ event, handled: true });
  return got;
}

test("webhook chargeSucceeded reaches onChargeSucceeded", async () => {
  const payload: unknown = {
    id: "id",
    type: "charge.succeeded",
    data: { object: { id: "id", amount: 1 } },
  };
  expect(await deliver("chargeSucceeded", "onChargeSucceeded", JSON.stringify(payload))).toEqual([payload]);
});

test("webhook orderCreated reaches onOrderCreated", async () => {
  const payload: unknown = { id: "id", type: "order.created", data: { object: {} } };
  expect(await deliver("orderCreated", "onOrderCreated", JSON.stringify(payload))).toEqual([payload]);
});
