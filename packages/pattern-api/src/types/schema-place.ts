import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject, ownValue } from "../document/json-object.js";

/** What a schema can see of the document: the schemas that its references name. */
export interface SchemaScope {
  /** The printed name of a `$ref`'s target; undefined when the model has none. */
  name(reference: string): string | undefined;
  schema(reference: string): Json | undefined;
}

/** Schemas that speak of the same value, innermost first: a schema, and those whose `allOf` or `anyOf` it is part of. */
export interface Enclosing {
  readonly schema: JsonObject;
  readonly outer: Enclosing | null;
}

/** Where a schema stands while its type is made. */
export interface SchemaPlace {
  readonly scope: SchemaScope;
  /** Schemas around it, up to the named one. */
  readonly depth: number;
  readonly enclosing: Enclosing | null;
}

/** The place of a schema inside a member or an item: it speaks of another value. */
export function placeInside(place: SchemaPlace): SchemaPlace {
  return { scope: place.scope, depth: place.depth, enclosing: null };
}

/** Schemas that one search for a member may visit, so that no chain of references makes it slow. */
const searchLimit = 50;

/** The schema of a member that is required here and declared in a schema around, or in one that those refer to. */
export function declaredMember(name: string, place: SchemaPlace): Json | undefined {
  const seen = new Set<Json>();
  for (let around = place.enclosing; around !== null; around = around.outer) {
    const found = memberOf(around.schema, name, place.scope, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function memberOf(
  start: Json,
  name: string,
  scope: SchemaScope,
  seen: Set<Json>,
): Json | undefined {
  const queue: Json[] = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (!isJsonObject(next) || seen.has(next) || seen.size >= searchLimit) continue;
    seen.add(next);
    const properties = next["properties"];
    const found = isJsonObject(properties) ? ownValue(properties, name) : undefined;
    if (found !== undefined) return found;
    if (isJsonArray(next["allOf"])) queue.push(...next["allOf"].slice(0, searchLimit));
    if (typeof next["$ref"] === "string") queue.push(scope.schema(next["$ref"]) ?? null);
  }
  return undefined;
}
