import { isJsonObject, type JsonObject } from "../document/json-object.js";
import type { MakeType } from "./array-type.js";
import type { SchemaPlace } from "./schema-place.js";
import type { MemberNode, PatternNode } from "./type-node.js";

/** Characters that mean themselves in a regular expression and in a template literal. */
const prefix = /^\^([\w:@-]+)$/;

/**
 * Members by pattern as TypeScript can say it: names that begin with a text. Undefined when a pattern asks for more,
 * or when what it says may contradict another pattern or a member.
 */
export function patternedMembers(
  schema: JsonObject,
  members: readonly MemberNode[],
  inside: SchemaPlace,
  makeType: MakeType,
): readonly PatternNode[] | undefined {
  const patterns = isJsonObject(schema["patternProperties"]) ? schema["patternProperties"] : {};
  const nodes: PatternNode[] = [];
  for (const pattern of Object.keys(patterns)) {
    const start = prefix.exec(pattern)?.[1];
    if (start === undefined || members.some(({ name }) => name.startsWith(start))) return undefined;
    if (nodes.some((node) => node.prefix.startsWith(start) || start.startsWith(node.prefix)))
      return undefined;
    nodes.push({ prefix: start, type: makeType(patterns[pattern], inside) });
  }
  return nodes;
}
