import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { selectValues } from "../overlay/json-path.js";

/**
 * A description with a webhook for every name that it lists somewhere. Those that it declares itself stay as they are.
 * @param names JSONPath (RFC 9535) of the names, such as the members of an enum; what is no text is left out
 * @param payloadOf schema of a webhook's JSON body; `undefined` for a name that is none
 * @throws JsonPathProblem when the path is none
 */
export function withWebhooks(
  root: JsonObject,
  names: string,
  payloadOf: (name: string) => Json | undefined,
): JsonObject {
  const own = isJsonObject(root["webhooks"]) ? root["webhooks"] : {};
  // The older name, which is read in every version.
  const extension = isJsonObject(root["x-webhooks"]) ? root["x-webhooks"] : {};
  const added = selectValues(names, root).flatMap((name): [string, Json][] => {
    if (typeof name !== "string" || [own, extension].some((all) => Object.hasOwn(all, name)))
      return [];
    const schema = payloadOf(name);
    if (schema === undefined) return [];
    return [[name, { post: { requestBody: { content: { "application/json": { schema } } } } }]];
  });
  return { ...root, "x-webhooks": { ...extension, ...Object.fromEntries(added) } };
}
