import type { Json } from "@agentflow/core";
import { isJsonArray, type JsonObject } from "../document/json-object.js";
import type { MakeType } from "./array-type.js";
import { declaredAnew, declaresAny } from "./declared-anew.js";
import { nothingLeftOut, type SchemaPlace } from "./schema-place.js";
import { anyObject, intersection, type TypeNode, union } from "./type-node.js";

const keywords = ["$ref", "allOf", "oneOf", "anyOf"];

/** True for a schema whose values other schemas describe as well. */
export function combines(schema: JsonObject): boolean {
  return keywords.some((keyword) => keyword in schema);
}

/** A schema's own type together with what it refers to and combines. */
export function combinedType(
  schema: JsonObject,
  own: TypeNode,
  place: SchemaPlace,
  makeType: MakeType,
): TypeNode {
  // A bare `type: object` beside `oneOf` says nothing that the variants do not say.
  const bare = isBare(own, place);
  const parts = everyPart(schema, place, makeType);
  if (!bare) parts.push(own);
  for (const variants of [schemas(schema["oneOf"]), schemas(schema["anyOf"])]) {
    if (variants.length === 0) continue;
    const types = variants.map((variant) => makeType(variant, place));
    parts.push(union(bare ? types.map((type) => (type === "unknown" ? own : type)) : types));
  }
  // Beside what says more, a bare type is only in the way of a `Date` or a constant.
  const telling = parts.filter((part) => !isBare(part, place));
  const combined = intersection(telling.length > 0 ? telling : parts);
  return combined === "unknown" ? own : combined;
}

/** The types of what holds of a value together with the schema's own keywords. */
function everyPart(schema: JsonObject, place: SchemaPlace, makeType: MakeType): TypeNode[] {
  const { $ref, allOf } = schema;
  const reference = typeof $ref === "string" ? [{ $ref }] : [];
  const parts = [...reference, ...schemas(allOf)];
  const alone = parts.length === 1 && schema["properties"] === undefined;
  if (alone && place.without === nothingLeftOut)
    return parts.map((part) => ofPart(part, place, makeType));
  const own = { properties: schema["properties"] ?? {} };
  const anew = declaredAnew([...parts, own], place);
  return parts.map((part, index) =>
    ofPart(part, { ...place, without: anew[index] ?? nothingLeftOut }, makeType),
  );
}

/** A reference's name, or what it leads to when a member of that is declared anew. */
function ofPart(part: Json, place: SchemaPlace, makeType: MakeType): TypeNode {
  const reference = onlyReference(part);
  if (reference === undefined) return makeType(part, place);
  const { scope, without } = place;
  const target = scope.schema(reference);
  if (target !== undefined && declaresAny(target, without, scope.schema))
    return makeType(target, place);
  return scope.name(reference) ?? "unknown";
}

function onlyReference(part: Json): string | undefined {
  if (typeof part !== "object" || part === null || isJsonArray(part)) return undefined;
  const { $ref } = part;
  return typeof $ref === "string" && Object.keys(part).length === 1 ? $ref : undefined;
}

function isBare(type: TypeNode, place: SchemaPlace): boolean {
  if (typeof type === "string") return bareTypes.has(type);
  if (type.kind === "checked") {
    // A limit says more, unless what it limits is another type to callers than in JSON.
    const { dates, int64 } = place.scope.typing;
    return (dates !== "string" || int64 !== "number") && isBare(type.type, place);
  }
  if (type.kind === "union") return type.members.every((member) => isBare(member, place));
  return type === anyObject;
}

const bareTypes = new Set(["unknown", "string", "number", "boolean"]);

function schemas(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
