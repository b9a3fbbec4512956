import { Code, stringLiteral } from "@agentflow/core";
import type { PrintedScene, PrintedTests } from "../../dialect/printing-dialect.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { clientNames } from "../../names/client-names.js";
import { parseCheck } from "./parse-check.js";
import { samples } from "./samples.js";

/** A table that the tests' database has beside those of the schema, because what makes tables ends a transaction. */
const table = "agentflow_taken_back";

/** What generated tests know of MariaDB. They run on a server that is found or started by them. */
export const printedTests: PrintedTests = {
  parseCheck,
  samples: () => samples,
  told: {
    "unique-violation": "constraint",
    "foreign-key-violation": "constraint",
    "check-violation": "constraint",
  },
  // Nothing is checked later.
  checkAtOnce: undefined,
  // The next number, and the present time.
  replacesNull: ({ identity, type }) => identity !== null || type.name === "timestamp",
  scene,
  faults: {
    one: Code.trusted("select 1 as n"),
    nowhere: Code.trusted("a server that is not there"),
    nowhereAddress: "mariadb://nobody@127.0.0.1:9/nothing",
    nowhereReason: Code.trusted("The discard port of this machine, where nothing listens."),
    makeTable: Code.trusted(`insert into ${table} values (1)`),
    findTable: Code.trusted(`select n from ${table}`),
    findColumns: Code.trusted('n: "number"'),
    notFound: Code.trusted("[]"),
    failing: Code.trusted(`insert into ${table} values ('no number')`),
    failingKind: "data",
  },
};

function scene({ name }: DatabaseModel): PrintedScene {
  const variable = stringLiteral(testVariable(name));
  const ddl = `[readFileSync(baseline, "utf8"), "create table ${table} (n int)"]`;
  return {
    imports: [Code.trusted('import { testDatabase } from "@agentflow/database/mariadb-test";')],
    module: "@agentflow/database/mariadb",
    driver: Code.trusted("mariadbDriver"),
    preparation: [
      Code.trusted(
        [
          "// On the server whose address this variable has, or on one that is started for it.",
          "const { address } = await testDatabase({",
          `  variable: ${variable},`,
          `  ddl: ${ddl},`,
          "});",
        ].join("\n"),
      ),
    ],
    connection: Code.trusted("mariadbDriver({ connection: address })"),
  };
}

/** The variable of the environment that may name a server for tests: `SHOP_TEST_DATABASE_URL`. */
function testVariable(name: string): string {
  return clientNames(name).environment.replace(/_URL$/, "_TEST_DATABASE_URL");
}
