import { Code, stringLiteral } from "@agentflow/core";
import type { PrintingDialect } from "../../dialect/printing-dialect.js";
import { printedTests } from "./printed-tests.js";
import { printedTypes } from "./printed-types.js";

/** What a printed package says and does for PostgreSQL. */
export const postgresqlPrinting: PrintingDialect = {
  title: "PostgreSQL",
  namesDefaultSchema: true,
  types: printedTypes,
  client: {
    module: "@agentflow/database/pg",
    driver: Code.trusted("pgDriver"),
    options: Code.trusted("PgDriverOptions"),
    address: "connection",
    addressDoc: (environment) =>
      `Address of the server, best as \`secret(${stringLiteral(environment)})\`, or a driver that reaches the database.`,
  },
  tests: printedTests,
  words: {
    values: Code.trusted(
      "`int8` is a `bigint`, and `numeric`, dates, times, ranges and other types that JavaScript does not have are the text that PostgreSQL writes.",
    ),
    query: Code.trusted("select count(*)::int8 as n from pg_tables where tablename = ${name}"),
    queryKind: Code.trusted("bigint"),
    code: Code.trusted("its SQLSTATE"),
    testDatabase: Code.trusted("in this process"),
    testNeeds: Code.trusted(" They need no server."),
  },
  // The versions that this repository tests with.
  packages: {
    dependencies: { pg: "^8.23.1" },
    devDependencies: { "@electric-sql/pglite": "^0.5.16" },
  },
};
