import type { DatabaseInput } from "../../input/database-input.js";
import { tablePattern } from "../../input/table-pattern.js";

/** Says which tables and views of a database are asked for. */
export function tableSelection(
  database: string,
  {
    schema,
    includeTable,
    excludeTable = [],
  }: Pick<DatabaseInput, "schema" | "includeTable" | "excludeTable">,
): (table: string) => boolean {
  const matches = (globs: readonly string[], table: string): boolean =>
    globs.some((glob) =>
      new RegExp(`^(?:${tablePattern(glob)})$`, "su").test(`${database}.${table}`),
    );
  return (table) =>
    (schema?.includes(database) ?? true) &&
    (includeTable === undefined || matches(includeTable, table)) &&
    !matches(excludeTable, table);
}
