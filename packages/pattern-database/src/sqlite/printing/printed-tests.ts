import { Code } from "@agentflow/core";
import type { PrintedTests } from "../../dialect/printing-dialect.js";
import { parseCheck } from "./parse-check.js";
import { samples } from "./samples.js";

/** What generated tests know of SQLite. They run on a database in memory. */
export const printedTests: PrintedTests = {
  parseCheck,
  samples: () => samples,
  nullCountsUp: true,
  told: {
    "unique-violation": "columns",
    "foreign-key-violation": "nothing",
    "check-violation": "constraint",
  },
  checkAtOnce: undefined,
  scene: () => ({
    imports: [],
    module: "@agentflow/database/sqlite",
    driver: Code.trusted("sqliteDriver"),
    preparation: [],
    connection: Code.trusted(
      'sqliteDriver({ path: ":memory:", ddl: readFileSync(baseline, "utf8") })',
    ),
  }),
  faults: {
    one: Code.trusted("select 1 as n"),
    nowhere: Code.trusted("a file in a folder that is not there"),
    nowhereAddress: "no-such-folder/nothing.db",
    nowhereReason: Code.trusted("SQLite makes files, and no folders."),
    makeTable: Code.trusted("create table taken_back (n integer)"),
    findTable: Code.trusted("select name from sqlite_schema where name = 'taken_back'"),
    findColumns: Code.trusted('name: "text"'),
    notFound: Code.trusted("[]"),
    failing: Code.trusted("select abs(-9223372036854775807 - 1)"),
    failingKind: "data",
  },
};
