import { requireService } from "@agentflow/services";
import { mariadbTests } from "./mariadb.js";
import { postgresqlTests } from "./postgresql.js";
import { sqliteTests } from "./sqlite.js";
import type { TestDialect } from "./test-dialect.js";

/** Every kind of database that the tables are tested with. */
export const dialects: readonly TestDialect[] = [
  postgresqlTests,
  sqliteTests,
  ...(requireService("mariadbd") ? [mariadbTests] : []),
];
