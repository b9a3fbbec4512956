import type { Json } from "@agentflow/core";
import { isJsonArray } from "../json-object.js";

/** The texts of a list such as `consumes`; `undefined` without one. */
export function mediaTypesOf(list: Json | undefined): readonly string[] | undefined {
  if (list === undefined || !isJsonArray(list)) return undefined;
  const texts = list.filter((one): one is string => typeof one === "string" && one !== "");
  return texts.length > 0 ? texts : undefined;
}
