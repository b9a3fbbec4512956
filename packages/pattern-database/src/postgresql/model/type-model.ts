import type { ObjectId, TypeRow } from "../catalogue/catalogue.js";
import type { TypeModel } from "../../model/database-model.js";

const categories: Readonly<Record<TypeRow["kind"], TypeModel["category"]>> = {
  b: "base",
  e: "enum",
  d: "domain",
  c: "composite",
  r: "range",
  m: "multirange",
  p: "pseudo",
};

/**
 * A type as the model has it.
 * @param sql with its modifiers, as SQL writes it
 */
export function typeModel(
  types: ReadonlyMap<ObjectId, TypeRow>,
  id: ObjectId,
  sql: string,
): TypeModel {
  const type = types.get(id);
  const element = type?.element == null ? undefined : types.get(type.element);
  const named = element ?? type;
  return {
    schema: named?.schema ?? "pg_catalog",
    name: named?.name ?? sql,
    category: categories[named?.kind ?? "b"],
    sql,
    array: element !== undefined,
  };
}
