import { Code, stringLiteral } from "@agentflow/core";
import type { PrintingDialect } from "../../dialect/printing-dialect.js";
import { printedTests } from "./printed-tests.js";
import { printedTypes } from "./printed-types.js";

/** What a printed package says and does for SQLite. */
export const sqlitePrinting: PrintingDialect = {
  title: "SQLite",
  namesDefaultSchema: true,
  types: printedTypes,
  client: {
    module: "@agentflow/database/sqlite",
    driver: Code.trusted("sqliteDriver"),
    options: Code.trusted("SqliteDriverOptions"),
    address: "path",
    isSecret: false,
    addressDoc: () => "Path of the file, or a driver that reaches the database.",
    exampleAddress: ({ variable }) => Code.trusted(stringLiteral(`${variable}.db`)),
  },
  tests: printedTests,
  words: {
    values: Code.trusted(
      "integers are `bigint`, reals are numbers, and decimal numbers, dates and times are the text, or the digits, that SQLite stores. A value that is not of its column's type is an error when it is read.",
    ),
    query: Code.trusted("select count(*) as n from sqlite_schema where name = ${name}"),
    queryKind: Code.trusted("bigint"),
    code: Code.trusted("SQLite's name of the result, such as `SQLITE_CONSTRAINT_UNIQUE`"),
    testDatabase: Code.trusted("in memory"),
    testNeeds: Code.trusted(""),
  },
  // Node.js brings SQLite.
  packages: { dependencies: {}, devDependencies: {} },
};
