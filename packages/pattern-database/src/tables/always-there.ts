import type { NamedRelation, NamedTable } from "../names/named-database.js";

/** A foreign key of columns that are never null leads to a row, unless row security hides it. */
export function isAlwaysThere(
  { columns }: NamedTable,
  { columns: pairs, table: other, forward }: NamedRelation,
): boolean {
  const filled = pairs.every(([own]) =>
    columns.some(({ model, nullable }) => model.name === own && !nullable),
  );
  return forward && filled && !other.model.rowSecurity.enabled;
}
