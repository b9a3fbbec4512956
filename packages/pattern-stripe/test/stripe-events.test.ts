import type { JsonObject } from "@agentflow/pattern-api";
import { expect, test } from "vitest";
import { withEvents } from "../src/stripe-events.js";

/** What the event of a type is about, in a description with these schemas. */
function subject(type: string, fields: JsonObject): unknown {
  const form = { schema: { properties: { enabled_events: { items: { enum: ["*", type] } } } } };
  const post = { requestBody: { content: { "application/x-www-form-urlencoded": form } } };
  const root = withEvents({ paths: { "/v1/webhook_endpoints": { post } }, ...fields });
  const webhooks = root["x-webhooks"] as JsonObject;
  expect(Object.keys(webhooks)).toEqual([type]);
  return /"object":(.*?\})/.exec(JSON.stringify(webhooks))?.[1];
}

const schemas = (...names: readonly string[]): JsonObject => ({
  components: { schemas: Object.fromEntries(names.map((name) => [name, {}])) },
});
const reference = (name: string): string =>
  JSON.stringify({ $ref: `#/components/schemas/${name}` });

test.each([
  ["charge.succeeded", "charge"],
  ["checkout.session.completed", "checkout.session"],
  ["issuing_card.created", "issuing.card"],
  ["source.transaction.created", "source_transaction"],
  ["customer.subscription.deleted", "subscription"],
  ["customer.source.created", "payment_source"],
  ["application_fee.refund.updated", "fee_refund"],
  ["source.mandate_notification", "source_mandate_notification"],
])("%s is about a %s", (type, name) => {
  expect(subject(type, schemas(name, "other", "event"))).toBe(reference(name));
});

test.each([
  ["schemas that do not have it", schemas("other")],
  ["no schemas", { components: {} }],
  ["no components", {}],
])("an event is about anything in a description with %s", (_case, fields) => {
  expect(subject("order.created", fields)).toBe("{}");
});
