import { quotedName } from "../sql/quoted.js";
import type { CreateTable } from "../create-table/create-table.js";

/**
 * A table as SQL, with its keys, checks and foreign keys.
 * @param has whether the database has a table that a foreign key may refer to
 */
export function tableSql(
  name: string,
  { parts, options, partitions }: CreateTable,
  has: (table: string) => boolean,
): string {
  const lines = parts
    .filter(
      ({ foreignKey }) =>
        foreignKey === undefined ||
        (foreignKey.referencedDatabase === null && has(foreignKey.referencedTable)),
    )
    .map(({ sql }) => `  ${sql}`);
  const table = `CREATE TABLE ${quotedName(name)} (\n${lines.join(",\n")}\n)`;
  return [[table, options].filter((text) => text !== "").join(" "), partitions]
    .filter((text) => text !== "")
    .join("\n");
}
