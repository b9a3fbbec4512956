import type { Json } from "@agentflow/core";
import type { JsonObject } from "./json-object.js";

/** A copy in which some keys have another value, or none where it is `undefined`. */
export function withChanges(
  object: JsonObject,
  changes: ReadonlyMap<string, Json | undefined>,
): JsonObject {
  const entries = Object.entries(object).flatMap(([key, value]): [string, Json][] => {
    const changed = changes.has(key) ? changes.get(key) : value;
    return changed === undefined ? [] : [[key, changed]];
  });
  return Object.fromEntries(entries);
}
