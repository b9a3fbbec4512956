import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";

/** One alternative of a `security`: the schemes that are sent together, with the scopes that each needs. */
export type Requirement = ReadonlyMap<string, readonly string[]>;

/** The alternatives of a `security`; an empty one means "without". Undefined when nothing is declared. */
export function requirements(security: Json | undefined): readonly Requirement[] | undefined {
  if (!isJsonArray(security)) return undefined;
  return security
    .filter((one) => isJsonObject(one))
    .map((one) => new Map(Object.keys(one).map((name) => [name, texts(one[name])])));
}

function texts(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
