import type { Json } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";

/**
 * A TypeScript type before its layout is decided.
 * A string is a keyword or a literal, printed already by core's literal functions.
 */
export type TypeNode =
  | string
  | ReferenceNode
  | ConstantNode
  | CheckedNode
  | UnionNode
  | IntersectionNode
  | ArrayNode
  | TupleNode
  | ObjectNode;

/** A named schema's type. */
export interface ReferenceNode {
  readonly kind: "reference";
  /** As the module that declares it has it. */
  readonly name: string;
  /** With the namespace, where another module names it. */
  readonly text: string;
}

/** The type of one list or object. */
export interface ConstantNode {
  readonly kind: "constant";
  readonly value: Json;
  /** Printed already by core's literal functions. */
  readonly text: string;
}

/** A type whose values a schema limits further than TypeScript can say; only made where values are checked. */
export interface CheckedNode {
  readonly kind: "checked";
  readonly type: TypeNode;
  readonly schema: JsonObject;
  /** Which of the schema's JSON types it is: `integer`. */
  readonly of: string;
}

export interface UnionNode {
  readonly kind: "union";
  readonly members: readonly TypeNode[];
}

export interface IntersectionNode {
  readonly kind: "intersection";
  readonly members: readonly TypeNode[];
}

export interface ArrayNode {
  readonly kind: "array";
  readonly item: TypeNode;
}

export interface TupleNode {
  readonly kind: "tuple";
  readonly elements: readonly TypeNode[];
  /** Elements before this one are always there. */
  readonly required: number;
  readonly rest: TypeNode | null;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly members: readonly MemberNode[];
  readonly patterns: readonly PatternNode[];
  /** Type of every key beside the members; `null` when nothing is said of others. */
  readonly index: TypeNode | null;
  /** True when the document forbids others. */
  readonly closed?: true;
  /** What the others are; only made where values are checked, and something is said of them. */
  readonly others?: OtherMembers;
}

/** What a schema says of members that it does not name, and that TypeScript cannot say. */
export interface OtherMembers {
  /** Members that it does name, though some are left to another schema or to the other side. */
  readonly named: readonly string[];
  /** Of those whose name has a pattern. */
  readonly patterns: readonly { readonly pattern: string; readonly type: TypeNode }[];
  /** Of the rest: `never` when there must be none. */
  readonly rest: TypeNode;
}

/** Members whose names begin with a text. */
export interface PatternNode {
  /** Of characters that mean themselves in a template literal. */
  readonly prefix: string;
  readonly type: TypeNode;
}

export interface MemberNode {
  /** Text for a doc comment, straight from the document; the layout makes it safe. */
  readonly comment: string;
  /** As the document writes it; the layout makes it safe. */
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeNode;
}

/** Any object: what `type: object` alone says. */
export const anyObject: ObjectNode = {
  kind: "object",
  members: [],
  patterns: [],
  index: "unknown",
};

/** One of several types, in the simplest form; `null` and `undefined` come last. */
export function union(types: readonly TypeNode[]): TypeNode {
  if (types.length === 1 && types[0] !== undefined) return types[0];
  const members = new Set<TypeNode>();
  for (const type of types) {
    if (typeof type === "object" && type.kind === "union") {
      for (const member of type.members) members.add(member);
    } else if (type !== "never") members.add(type);
  }
  if (members.has("unknown")) return "unknown";
  // What is open to every text or number already needs no room for more.
  for (const type of ["string", "number"]) if (members.has(type)) members.delete(`(${type} & {})`);
  for (const last of ["null", "undefined"]) if (members.delete(last)) members.add(last);
  return joined("union", members, "never");
}

/** All of several types at once, in the simplest form. */
export function intersection(types: readonly TypeNode[]): TypeNode {
  const members = new Set<TypeNode>();
  for (const type of types) {
    if (typeof type === "object" && type.kind === "intersection") {
      for (const member of type.members) members.add(member);
    } else if (type !== "unknown") members.add(type);
  }
  if (members.has("never")) return "never";
  // An index signature would only blur the members that the other types name.
  if (members.size > 1) members.delete(anyObject);
  return joined("intersection", members, "unknown");
}

function joined(
  kind: "union" | "intersection",
  members: ReadonlySet<TypeNode>,
  none: string,
): TypeNode {
  const [first, ...others] = members;
  if (first === undefined) return none;
  return others.length === 0 ? first : { kind, members: [first, ...others] };
}
