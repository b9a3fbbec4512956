import type { Json } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import type { TypingModel } from "../model/api-model.js";
import { type Follow, memberSchemas } from "../model/member-schema.js";
import type { Direction } from "../model/schema-use.js";
import type { TypeNode } from "./type-node.js";

/** What a schema can see of the document, and for whom its type is made. */
export interface SchemaScope {
  readonly direction: Direction;
  readonly typing: TypingModel;
  /** What a `$ref` leads to; undefined when the model does not have it. */
  name(reference: string): TypeNode | undefined;
  readonly schema: Follow;
  /** True for a member that the other side alone gives: `readOnly` in requests, `writeOnly` in answers. */
  isHidden(member: Json): boolean;
  /** True where values are checked, and limits are kept beside the types. */
  readonly checks: boolean;
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
  /** Members that another schema of the same value declares anew, and that are left to it. */
  readonly without: ReadonlySet<string>;
}

/** Nothing is declared anew. */
export const nothingLeftOut: ReadonlySet<string> = new Set();

/** The place of a schema inside a member or an item: it speaks of another value. */
export function placeInside({ scope, depth }: SchemaPlace): SchemaPlace {
  return { scope, depth, enclosing: null, without: nothingLeftOut };
}

/** The schema of a member that is required here and declared in a schema around, or in one that those refer to. */
export function declaredMember(name: string, place: SchemaPlace): Json | undefined {
  for (let around = place.enclosing; around !== null; around = around.outer) {
    const [found] = memberSchemas(around.schema, name, place.scope.schema);
    if (found !== undefined) return found;
  }
  return undefined;
}
