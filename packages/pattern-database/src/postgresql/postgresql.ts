import type { DatabaseKind } from "../dialect/database-kind.js";
import type { DatabaseModel } from "../model/database-model.js";
import { sqlSubtasks } from "../sql-subtasks.js";
import { databaseComparison } from "../drift/compare-databases.js";
import { postgresqlDrift } from "./drift/postgresql-drift.js";
import { checkTyping } from "../types/check-typing.js";
import { postgresqlAddress } from "./postgresql-address.js";
import { postgresqlPrinting } from "./printing/postgresql-printing.js";

/** PostgreSQL on a server, or its schema as SQL. */
export const postgresql: DatabaseKind<DatabaseModel> = {
  title: postgresqlPrinting.title,
  address: postgresqlAddress,
  drivers: ["pg", "@electric-sql/pglite"],
  async loadReader() {
    const { readPostgresql } = await import("./read-postgresql.js");
    return readPostgresql;
  },
  check: (model) => {
    checkTyping(model, postgresqlPrinting.types);
  },
  compare: databaseComparison(postgresqlDrift),
  subtasks: (model) => sqlSubtasks(model, postgresqlPrinting),
};
