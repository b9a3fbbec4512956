import { isJsonObject, type JsonObject, withWebhooks } from "@agentflow/pattern-api";

/** The types of events, where a webhook endpoint is made. */
const types =
  "$.paths['/v1/webhook_endpoints'].post.requestBody.content.*.schema.properties.enabled_events.items.enum[*]";

/** What events are about whose type does not say it. */
const subjects: Readonly<Record<string, string>> = {
  "application_fee.refund": "fee_refund",
  "customer.source": "payment_source",
  "source.mandate_notification": "source_mandate_notification",
};

/** The description with a webhook for every type of event that it lists. */
export function withEvents(root: JsonObject): JsonObject {
  const components = isJsonObject(root["components"]) ? root["components"] : {};
  const schemas = isJsonObject(components["schemas"]) ? components["schemas"] : {};
  return withWebhooks(root, types, (type) =>
    // All of them at once.
    type === "*" ? undefined : eventSchema(type, subjectOf(type, schemas)),
  );
}

/** An event of one type, with the object that it is about. */
function eventSchema(type: string, subject: string | undefined): JsonObject {
  const object = subject === undefined ? {} : { $ref: `#/components/schemas/${subject}` };
  const data = { type: "object", required: ["object"], properties: { object } };
  const properties = { type: { type: "string", enum: [type] }, data };
  const own = { type: "object", required: ["type", "data"], properties };
  return { allOf: [{ $ref: "#/components/schemas/event" }, own] };
}

/** `customer.subscription.deleted` is about a `subscription`, `issuing_card.created` about an `issuing.card`. */
function subjectOf(type: string, schemas: JsonObject): string | undefined {
  const path = type.slice(0, type.lastIndexOf("."));
  const known = subjects[type] ?? subjects[path] ?? path;
  const last = path.slice(path.lastIndexOf(".") + 1);
  return [known, path.replace("_", "."), path.replaceAll(".", "_"), last].find((name) =>
    Object.hasOwn(schemas, name),
  );
}
