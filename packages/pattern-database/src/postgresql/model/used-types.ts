import type { Catalogue, ObjectId } from "../catalogue/catalogue.js";
import type { CatalogueIndex } from "./catalogue-index.js";

/** The types of the columns of these relations, and those that they are made of. */
export function usedTypes(
  { columns, relations }: Catalogue,
  index: CatalogueIndex,
  schemas: ReadonlySet<string>,
): ReadonlySet<ObjectId> {
  const used = new Set<ObjectId>();
  const visit = (id: ObjectId | null): void => {
    if (id === null || used.has(id)) return;
    used.add(id);
    const type = index.types.get(id);
    if (type === undefined) return;
    for (const part of [type.element, type.base, type.subtype]) visit(part);
    for (const attribute of index.attributes.of(id)) visit(attribute.type);
  };
  const selected = new Set(relations.map(({ id }) => id));
  for (const { relation, type } of columns) if (selected.has(relation)) visit(type);
  for (const { id, schema, extension } of index.types.values()) {
    if (schemas.has(schema) && extension === null) visit(id);
  }
  return used;
}
