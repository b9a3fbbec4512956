import type { TableModel } from "../model/database-model.js";
import { compareReferences, type Reference } from "./relation-keys.js";
import { uniqueKeys } from "./unique-keys.js";

/** The foreign keys whose both ends are among `tables`, sorted. */
export function references(tables: readonly TableModel[]): readonly Reference[] {
  const byName = new Map(tables.map((table) => [nameOf(table.schema, table.name), table]));
  const found = tables.flatMap((from) =>
    from.foreignKeys.flatMap((foreignKey): Reference[] => {
      const to = byName.get(nameOf(foreignKey.referencedSchema, foreignKey.referencedTable));
      if (!to) return [];
      const single = uniqueKeys(from).some(({ columns }) =>
        columns.every((column) => foreignKey.columns.includes(column)),
      );
      return [{ from, to, foreignKey, single }];
    }),
  );
  return found.toSorted(compareReferences);
}

function nameOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
