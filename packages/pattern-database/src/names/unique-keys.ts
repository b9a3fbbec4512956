import type { KeyModel, TableModel } from "../model/database-model.js";

/** Every way to tell rows of a table apart: its primary key first, then unique constraints and unique indexes. */
export function uniqueKeys(table: TableModel): readonly KeyModel[] {
  return [...(table.primaryKey ? [table.primaryKey] : []), ...furtherUniques(table)];
}

/** Unique constraints and unique indexes beside the primary key, each once. */
export function furtherUniques({ primaryKey, uniques, indexes }: TableModel): readonly KeyModel[] {
  const known = new Set([primaryKey?.name, ...uniques.map(({ name }) => name)]);
  const more = indexes
    .filter(({ name, unique, keyColumns }) => unique && keyColumns.length > 0 && !known.has(name))
    .map(({ name, keyColumns }) => ({ name, columns: keyColumns }));
  return [...uniques, ...more];
}
