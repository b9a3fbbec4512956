import type { DatabaseOptions, Tables } from "../../../src/table/database.js";
import { postgresqlTests } from "../../dialects/postgresql.js";
import { openTables, type OpenTables } from "../../dialects/test-dialect.js";

/** Opens an embedded PostgreSQL for the tests of a file, and closes it after them. */
export function openDatabase<const Definitions extends Tables>(
  ddl: string,
  tables: Definitions,
  options?: DatabaseOptions<Definitions>,
): OpenTables<Definitions> {
  return openTables(postgresqlTests, [ddl], tables, options);
}
