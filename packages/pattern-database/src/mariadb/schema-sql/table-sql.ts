import { quotedName } from "../sql/quoted.js";
import type { CreateTable, TableForeignKey } from "../create-table/create-table.js";

/**
 * A table as SQL, with its keys, checks and foreign keys.
 * @param keeps whether it has a foreign key
 */
export function tableSql(
  name: string,
  { parts, options, partitions }: CreateTable,
  keeps: (key: TableForeignKey) => boolean,
): string {
  const lines = parts
    .filter(({ foreignKey }) => foreignKey === undefined || keeps(foreignKey))
    .map(({ sql }) => `  ${sql}`);
  const table = `CREATE TABLE ${quotedName(name)} (\n${lines.join(",\n")}\n)`;
  return [[table, options].filter((text) => text !== "").join(" "), partitions]
    .filter((text) => text !== "")
    .join("\n");
}
