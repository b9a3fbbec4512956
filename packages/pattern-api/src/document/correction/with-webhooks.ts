import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";

/**
 * A description with webhooks that have these JSON bodies, by their names. Those that it declares itself stay as they
 * are.
 */
export function withWebhooks(
  root: JsonObject,
  payloads: Readonly<Record<string, Json>>,
): JsonObject {
  const own = isJsonObject(root["webhooks"]) ? root["webhooks"] : {};
  // The older name, which is read in every version.
  const extension = isJsonObject(root["x-webhooks"]) ? root["x-webhooks"] : {};
  const added = Object.entries(payloads)
    .filter(([name]) => !Object.hasOwn(own, name) && !Object.hasOwn(extension, name))
    .map(([name, schema]): [string, Json] => [
      name,
      { post: { requestBody: { content: { "application/json": { schema } } } } },
    ]);
  return { ...root, "x-webhooks": { ...extension, ...Object.fromEntries(added) } };
}
