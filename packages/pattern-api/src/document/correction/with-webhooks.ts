import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { withChanges } from "../with-changes.js";

/**
 * A description with webhooks that have these JSON bodies, by their names. Those that it declares itself stay as they
 * are.
 */
export function withWebhooks(
  root: JsonObject,
  payloads: Readonly<Record<string, Json>>,
): JsonObject {
  const declared = isJsonObject(root["webhooks"]) ? root["webhooks"] : {};
  const added = Object.entries(payloads)
    .filter(([name]) => !Object.hasOwn(declared, name))
    .map(([name, schema]): [string, Json] => [
      name,
      { post: { requestBody: { content: { "application/json": { schema } } } } },
    ]);
  // The older name is read in every version (OpenAPI 3.1 has `webhooks`).
  return withChanges(
    { ...root, "x-webhooks": {} },
    new Map([["x-webhooks", Object.fromEntries(added)]]),
  );
}
