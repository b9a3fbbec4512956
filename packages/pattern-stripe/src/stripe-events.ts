import { isJsonArray, isJsonObject, type JsonObject, withWebhooks } from "@agentflow/pattern-api";

/** What events are about whose type does not say it. */
const subjects: Readonly<Record<string, string>> = {
  "application_fee.refund": "fee_refund",
  "customer.source": "payment_source",
  "source.mandate_notification": "source_mandate_notification",
};

/** The description with a webhook for every type of event that it lists for webhook endpoints. */
export function withEvents(root: JsonObject): JsonObject {
  const schemas = membersOf(membersOf(root["components"])["schemas"]);
  return withWebhooks(
    root,
    Object.fromEntries(eventTypes(root).map((type) => [type, eventSchema(type, schemas)])),
  );
}

function eventTypes(root: JsonObject): readonly string[] {
  const form = ["paths", "/v1/webhook_endpoints", "post", "requestBody", "content"];
  const list = [
    "application/x-www-form-urlencoded",
    "schema",
    "properties",
    "enabled_events",
    "items",
  ];
  const { enum: types } = [...form, ...list].reduce((at, name) => membersOf(at[name]), root);
  return isJsonArray(types)
    ? (types.filter((type) => typeof type === "string" && type !== "*") as string[])
    : [];
}

/** An event of one type, with the object that it is about. */
function eventSchema(type: string, schemas: JsonObject): JsonObject {
  const subject = subjectOf(type, schemas);
  const object = subject === undefined ? {} : { $ref: `#/components/schemas/${subject}` };
  const data = { type: "object", required: ["object"], properties: { object } };
  const properties = { type: { type: "string", enum: [type] }, data };
  return {
    allOf: [
      { $ref: "#/components/schemas/event" },
      { type: "object", required: ["type", "data"], properties },
    ],
  };
}

/** `customer.subscription.deleted` is about a `subscription`, `issuing_card.created` about an `issuing.card`. */
function subjectOf(type: string, schemas: JsonObject): string | undefined {
  const path = type.slice(0, type.lastIndexOf("."));
  const names = [
    subjects[type] ?? subjects[path] ?? path,
    path.replace("_", "."),
    path.replaceAll(".", "_"),
    path.split(".").at(-1) ?? "",
  ];
  return names.find((name) => Object.hasOwn(schemas, name));
}

function membersOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
