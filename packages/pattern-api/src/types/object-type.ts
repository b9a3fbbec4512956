import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import type { MakeType } from "./array-type.js";
import { forbiddenMembers } from "./negated-schema.js";
import { patternedMembers } from "./patterned-members.js";
import { schemaComment } from "./schema-comment.js";
import { declaredMember, placeInside, type SchemaPlace } from "./schema-place.js";
import {
  anyObject,
  type MemberNode,
  type OtherMembers,
  type TypeNode,
  union,
} from "./type-node.js";

/** The type of an object: its members, those that are only called required, and the others that it may have. */
export function objectType(schema: JsonObject, place: SchemaPlace, make: MakeType): TypeNode {
  const makeType = onceEach(make);
  const members = memberNodes(schema, place, makeType);
  const prefixed = patternedMembers(schema, members, placeInside(place), makeType);
  const further = furtherMembers(schema, place, makeType, prefixed === undefined);
  const patterns = prefixed ?? [];
  const others = otherMembers(schema, place, makeType);
  if (members.length > 0 || patterns.length > 0) {
    // A narrower index signature would contradict members of other types, and change with each new one.
    const index = members.length > 0 ? further : (further ?? "unknown");
    return {
      kind: "object",
      members,
      patterns,
      index: index === null || index === "never" ? null : "unknown",
      ...(index === "never" && { closed: true }),
      ...(others && { others }),
    };
  }
  if ((further === null || further === "unknown") && others === undefined) return anyObject;
  return {
    kind: "object",
    members,
    patterns,
    index: further ?? "unknown",
    ...(others && { others }),
  };
}

/**
 * Makes the type of each schema inside once: that of further members is asked for several times, and were it made as
 * often, the work would double with each level of nesting.
 */
function onceEach(make: MakeType): MakeType {
  const made = new Map<Json | undefined, TypeNode>();
  return (schema, inside) => {
    const known = made.get(schema);
    if (known !== undefined) return known;
    const type = make(schema, inside);
    made.set(schema, type);
    return type;
  };
}

/** What is checked of members that the schema does not name; undefined for nothing. */
function otherMembers(
  schema: JsonObject,
  place: SchemaPlace,
  makeType: MakeType,
): OtherMembers | undefined {
  if (!place.scope.checks) return undefined;
  const inside = placeInside(place);
  const { patternProperties, additionalProperties, unevaluatedProperties } = schema;
  const patterns = isJsonObject(patternProperties) ? patternProperties : {};
  // What other schemas of the value evaluate is not known here; but nobody has what none may have.
  const additional = additionalProperties ?? (unevaluatedProperties === false ? false : undefined);
  const rest = makeType(additional, inside);
  const names = Object.keys(patterns);
  if (rest === "unknown" && names.length === 0) return undefined;
  return {
    named: isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [],
    patterns: names.map((pattern) => ({ pattern, type: makeType(patterns[pattern], inside) })),
    rest,
  };
}

function memberNodes(
  schema: JsonObject,
  place: SchemaPlace,
  makeType: MakeType,
): readonly MemberNode[] {
  const { scope, without } = place;
  const inside = placeInside(place);
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = requiredNames(schema);
  const members: MemberNode[] = [];
  for (const name of Object.keys(properties)) {
    const property = properties[name] ?? true;
    const optional = !required.delete(name);
    if (without.has(name) || scope.isHidden(property)) continue;
    members.push({
      name,
      optional,
      comment: memberComment(property),
      type: makeType(property, inside),
    });
  }
  for (const name of required) {
    const declared = declaredMember(name, place);
    if (without.has(name) || (declared !== undefined && scope.isHidden(declared))) continue;
    members.push({
      name,
      optional: false,
      comment: declared === undefined ? "" : memberComment(declared),
      type:
        declared === undefined
          ? repeatable(furtherMembers(schema, place, makeType, true))
          : makeType(declared, inside),
    });
  }
  for (const name of forbiddenMembers(schema)) {
    if (Object.hasOwn(properties, name) || requiredNames(schema).has(name)) continue;
    members.push({ name, optional: true, comment: "", type: "never" });
  }
  return members;
}

/**
 * A type where it is short enough to be written once more for each of several members. Written out, the text of others
 * would double with each level of nesting.
 */
function repeatable(type: TypeNode | null): TypeNode {
  if (type === null) return "unknown";
  if (typeof type === "string" || type.kind === "reference") return type;
  return type.kind === "array" && repeatable(type.item) === type.item ? type : "unknown";
}

function requiredNames(schema: JsonObject): Set<string> {
  const required = schema["required"];
  const names = isJsonArray(required) ? required : [];
  return new Set(names.filter((name): name is string => typeof name === "string"));
}

function memberComment(schema: Json): string {
  return isJsonObject(schema) ? schemaComment(schema) : "";
}

/**
 * The type of members that the schema does not name; `null` when it says nothing of them.
 * @param patterned whether those whose name has a pattern are among them
 */
function furtherMembers(
  schema: JsonObject,
  place: SchemaPlace,
  makeType: MakeType,
  patterned: boolean,
): TypeNode | null {
  const inside = placeInside(place);
  const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  const patterns =
    patterned && isJsonObject(schema["patternProperties"])
      ? Object.values(schema["patternProperties"])
      : [];
  if (patterns.length === 0) return additional === undefined ? null : makeType(additional, inside);
  const types = patterns.map((pattern) => makeType(pattern, inside));
  if (additional !== undefined) types.push(makeType(additional, inside));
  return union(types);
}
