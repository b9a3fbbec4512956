import { compareObjects } from "../../drift/compare-objects.js";
import type { SchemaDrift } from "../../drift/schema-drift.js";
import { migrationSql } from "./migration-sql.js";

/** PostgreSQL's objects say all that its SQL does. */
export const postgresqlDrift: SchemaDrift = {
  compareRest: (found, before, after) => {
    compareObjects(found, before.objects, after.objects);
  },
  migration: (from, to, title) => migrationSql(from.objects, to.objects, title),
};
