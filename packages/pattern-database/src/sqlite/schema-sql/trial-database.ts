import { DatabaseSync } from "node:sqlite";
import type { ObjectRow } from "../catalogue/catalogue.js";
import { sqlName } from "../sql/sql-name.js";
import { folded } from "../sql/sql-tokens.js";

/**
 * Tries statements in a database in memory, each table or view with what belongs to it, and takes it back: SQLite looks
 * through the whole schema whenever something is made, which is slow where there is much of it.
 * @param objects of a table or view, that one first
 * @param run runs a statement. It may throw
 */
export function inTrialDatabase(
  objects: readonly ObjectRow[],
  run: (object: ObjectRow, database: DatabaseSync) => void,
): void {
  const database = new DatabaseSync(":memory:", { enableForeignKeyConstraints: false });
  try {
    for (const group of Map.groupBy(objects, ({ table }) => folded(table)).values()) {
      for (const object of group) run(object, database);
      for (const { type, name } of group) {
        if (type === "table" || type === "view") {
          database.exec(`drop ${type} if exists ${sqlName(name)}`);
        }
      }
    }
  } finally {
    database.close();
  }
}
