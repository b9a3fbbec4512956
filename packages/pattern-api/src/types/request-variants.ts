import { type Json, takeName } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import { referencesOf } from "../model/references-of.js";
import type { SchemaModel, TypingModel } from "../model/api-model.js";
import { isOpenEnum } from "./enum-type.js";

/** What finds the model that a reference names. */
export type FindModel = (reference: string) => SchemaModel | undefined;

/**
 * Names of the types that requests have of schemas, where these are used in answers too and have another type there:
 * `PetInput` beside `Pet`. By pointer.
 * @param isOneSided true for a member that one side alone gives
 */
export function requestVariants(
  schemas: readonly SchemaModel[],
  typing: TypingModel,
  find: FindModel,
  isOneSided: (member: Json) => boolean,
): ReadonlyMap<string, string> {
  const shared = schemas.filter(({ use }) => use === "both");
  const differing = new Set<string>();
  const holders = new Map<string, string[]>();
  for (const { pointer, schema } of shared) {
    const { references, some } = referencesOf(schema, ({ enum: values, properties }) => {
      const isOpen = isJsonArray(values) && isOpenEnum(values, { direction: "answer", typing });
      return isOpen || (isJsonObject(properties) && Object.values(properties).some(isOneSided));
    });
    if (some) differing.add(pointer);
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
