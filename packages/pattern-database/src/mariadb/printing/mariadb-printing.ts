import { Code, stringLiteral } from "@agentflow/core";
import type { PrintingDialect } from "../../dialect/printing-dialect.js";
import { printedTests } from "./printed-tests.js";
import { printedTypes } from "./printed-types.js";

/** What a printed package says and does for MariaDB. */
export const mariadbPrinting: PrintingDialect = {
  title: "MariaDB",
  // The connection's database is the schema, and staging's is called otherwise than production's.
  namesDefaultSchema: false,
  types: printedTypes,
  client: {
    module: "@agentflow/database/mariadb",
    driver: Code.trusted("mariadbDriver"),
    options: Code.trusted("MariadbDriverOptions"),
    address: "connection",
    isSecret: true,
    addressDoc: ({ environment }) =>
      `Address of the server, best as \`secret(${stringLiteral(environment)})\`, or a driver that reaches the database.`,
    exampleAddress: ({ environment }) => Code.trusted(`secret(${stringLiteral(environment)})`),
  },
  tests: printedTests,
  words: {
    values: Code.trusted(
      "`bigint` is a `bigint`, `tinyint(1)` is a number, bytes, `bit` and geometries are a `Uint8Array`, and `decimal`, dates, times and other types that JavaScript does not have are the text that MariaDB writes.",
    ),
    query: Code.trusted(
      "select count(*) as n from information_schema.tables where table_name = ${name}",
    ),
    queryKind: Code.trusted("bigint"),
    code: Code.trusted("the server's number of the error"),
    testDatabase: Code.trusted("on a MariaDB server"),
    testNeeds: Code.trusted(
      " They start a `mariadbd` of this machine, without a port and in a temporary folder, or use the server whose address is in the variable that [test/scene.ts](test/scene.ts) names.",
    ),
  },
  // The versions that this repository tests with.
  packages: { dependencies: { mysql2: "^3.24.6" }, devDependencies: {} },
};
