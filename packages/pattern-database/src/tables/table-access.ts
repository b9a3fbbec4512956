import type { NamedTable } from "../names/named-database.js";

/** True when the connecting role can add rows: a table takes one of defaults only, a view needs a column to write. */
export function mayInsert({ model, columns }: NamedTable): boolean {
  if (!model.privileges.insert || model.kind === "materialized-view") return false;
  return model.kind !== "view" || columns.some(({ insertable }) => insertable);
}

/** True when the connecting role can change rows. */
export function mayUpdate({ model, columns }: NamedTable): boolean {
  return model.privileges.update && columns.some(({ updatable }) => updatable);
}

/** True when the connecting role can remove rows. */
export function mayDelete({ model }: NamedTable): boolean {
  return model.privileges.delete && model.kind !== "materialized-view";
}
