import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, ownValue } from "../document/json-object.js";

/** Schemas that one search may visit, so that no chain of references makes it slow. */
const searchLimit = 50;

/** What a reference leads to; undefined when that is not known. */
export type Follow = (reference: string) => Json | undefined;

/** The schemas that say something of the same value: a schema, what it refers to, and the parts of its `allOf`. */
export function* schemasOfValue(start: Json, follow: Follow): Generator<Json, void, undefined> {
  const seen = new Set<Json>();
  const queue: Json[] = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (!isJsonObject(next) || seen.has(next) || seen.size >= searchLimit) continue;
    seen.add(next);
    yield next;
    if (isJsonArray(next["allOf"])) queue.push(...next["allOf"].slice(0, searchLimit));
    if (typeof next["$ref"] === "string") queue.push(follow(next["$ref"]) ?? null);
  }
}

/** Every schema that is declared for a member of the value that `start` describes. */
export function* memberSchemas(
  start: Json,
  name: string,
  follow: Follow,
): Generator<Json, void, undefined> {
  for (const schema of schemasOfValue(start, follow)) {
    const properties = isJsonObject(schema) ? schema["properties"] : undefined;
    const found = isJsonObject(properties) ? ownValue(properties, name) : undefined;
    if (found !== undefined) yield found;
  }
}
