import { postgresqlTests } from "./postgresql.js";
import { sqliteTests } from "./sqlite.js";
import type { TestDialect } from "./test-dialect.js";

/** Every kind of database that the tables are tested with. */
export const dialects: readonly TestDialect[] = [postgresqlTests, sqliteTests];
