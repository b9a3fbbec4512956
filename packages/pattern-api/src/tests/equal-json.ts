import type { Json } from "@agentflow/core";
import { isJsonObject } from "./schema-index.js";

/** Whether two JSON values are equal; the order of keys does not count. */
export function equalJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item: Json, position) => equalJson(item, right[position] as Json))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && equalJson(left[key] as Json, right[key] as Json),
    )
  );
}
