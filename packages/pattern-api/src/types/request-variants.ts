import { type Json, takeName } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { schemaShape } from "../document/schema-keywords.js";
import type { SchemaModel, TypingModel } from "../model/api-model.js";
import { isOpenEnum } from "./enum-type.js";

/** What finds the model that a reference names. */
export type FindModel = (reference: string) => SchemaModel | undefined;

/**
 * Names of the types that requests have of schemas, where these are used in answers too and have another type there:
 * `PetInput` beside `Pet`. By pointer.
 * @param isAsymmetric true for a member that one side alone gives
 */
export function requestVariants(
  schemas: readonly SchemaModel[],
  typing: TypingModel,
  find: FindModel,
  isAsymmetric: (member: Json) => boolean,
): ReadonlyMap<string, string> {
  const shared = schemas.filter(({ use }) => use === "both");
  const differing = new Set<string>();
  const holders = new Map<string, string[]>();
  for (const { pointer, schema } of shared) {
    const { references, differs } = look(schema, typing, isAsymmetric);
    if (differs) differing.add(pointer);
    for (const reference of references) {
      const target = find(reference)?.pointer;
      if (target === undefined) continue;
      const known = holders.get(target);
      if (known) known.push(pointer);
      else holders.set(target, [pointer]);
    }
  }
  // A set yields what is added while it is gone through.
  for (const pointer of differing) {
    for (const holder of holders.get(pointer) ?? []) differing.add(holder);
  }
  const taken = new Set(schemas.map(({ name }) => name));
  return new Map(
    shared
      .filter(({ pointer }) => differing.has(pointer))
      .map(({ pointer, name }) => [pointer, takeName(taken, `${name}Input`, `${name}Request`)]),
  );
}

/** What one schema refers to, and whether its own keywords make requests differ from answers. */
function look(
  start: Json,
  typing: TypingModel,
  isAsymmetric: (member: Json) => boolean,
): { readonly references: ReadonlySet<string>; readonly differs: boolean } {
  const references = new Set<string>();
  let differs = false;
  const waiting: Json[] = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isJsonObject(next)) continue;
    const { $ref, enum: values, properties } = next;
    if (typeof $ref === "string") references.add($ref);
    if (isJsonArray(values) && isOpenEnum(values, { direction: "answer", typing })) differs = true;
    if (isJsonObject(properties) && Object.values(properties).some(isAsymmetric)) differs = true;
    waiting.push(...subschemas(next));
  }
  return { references, differs };
}

function subschemas(schema: JsonObject): readonly Json[] {
  return Object.keys(schema).flatMap((keyword) => {
    const value = schema[keyword];
    const shape = schemaShape(keyword, value);
    if (shape === "map" && isJsonObject(value)) return Object.values(value);
    if (shape === "list" && isJsonArray(value)) return value;
    return shape === "one" && value !== undefined ? [value] : [];
  });
}
