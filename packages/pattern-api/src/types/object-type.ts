import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import type { MakeType } from "./array-type.js";
import { schemaComment } from "./schema-comment.js";
import { declaredMember, placeInside, type SchemaPlace } from "./schema-place.js";
import { anyObject, type MemberNode, type TypeNode, union } from "./type-node.js";

/** The type of an object: its members, those that are only called required, and the others that it may have. */
export function objectType(schema: JsonObject, place: SchemaPlace, makeType: MakeType): TypeNode {
  const inside = placeInside(place);
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = requiredNames(schema);
  const members: MemberNode[] = [];
  for (const name of Object.keys(properties)) {
    const property = properties[name] ?? true;
    members.push({
      name,
      optional: !required.delete(name),
      comment: memberComment(property),
      type: makeType(property, inside),
    });
  }
  const further = furtherMembers(schema, inside, makeType);
  for (const name of required) {
    const declared = declaredMember(name, place);
    members.push({
      name,
      optional: false,
      comment: declared === undefined ? "" : memberComment(declared),
      type: declared === undefined ? (further ?? "unknown") : makeType(declared, inside),
    });
  }
  if (members.length > 0) {
    // A narrower index signature would contradict members of other types, and change with each new one.
    return {
      kind: "object",
      members,
      index: further === null || further === "never" ? null : "unknown",
    };
  }
  if (further === null || further === "unknown") return anyObject;
  return { kind: "object", members: [], index: further };
}

function requiredNames(schema: JsonObject): Set<string> {
  const required = schema["required"];
  const names = isJsonArray(required) ? required : [];
  return new Set(names.filter((name): name is string => typeof name === "string"));
}

function memberComment(schema: Json): string {
  return isJsonObject(schema) ? schemaComment(schema) : "";
}

/** The type of members that the schema does not name; `null` when it says nothing of them. */
function furtherMembers(
  schema: JsonObject,
  inside: SchemaPlace,
  makeType: MakeType,
): TypeNode | null {
  const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  const patterns = isJsonObject(schema["patternProperties"])
    ? Object.values(schema["patternProperties"])
    : [];
  if (patterns.length === 0) return additional === undefined ? null : makeType(additional, inside);
  const types = patterns.map((pattern) => makeType(pattern, inside));
  if (additional !== undefined) types.push(makeType(additional, inside));
  return union(types);
}
