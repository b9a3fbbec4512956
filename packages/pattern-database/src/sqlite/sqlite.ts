import type { DatabaseKind } from "../dialect/database-kind.js";
import type { DatabaseModel } from "../model/database-model.js";
import { sqlSubtasks } from "../sql-subtasks.js";
import { sqlitePrinting } from "./printing/sqlite-printing.js";
import { databaseComparison } from "../drift/compare-databases.js";
import { sqliteDrift } from "./drift/sqlite-drift.js";
import { checkTyping } from "../types/check-typing.js";
import { sqliteAddress } from "./sqlite-address.js";

/** A file of SQLite, or its schema as SQL. */
export const sqlite: DatabaseKind<DatabaseModel> = {
  title: sqlitePrinting.title,
  address: sqliteAddress,
  // Node.js brings it.
  drivers: [],
  async loadReader() {
    const { readSqlite } = await import("./read-sqlite.js");
    return readSqlite;
  },
  check: (model) => {
    checkTyping(model, sqlitePrinting.types);
  },
  compare: databaseComparison(sqliteDrift),
  subtasks: (model) => sqlSubtasks(model, sqlitePrinting),
};
