import { Code, compareText } from "@agentflow/core";
import type { PrintedScene, PrintedTests } from "../../dialect/printing-dialect.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { embeddedExtensions } from "../schema-sql/embedded-extensions.js";
import { parseCheck } from "./parse-check.js";
import { parseExclusion } from "./parse-exclusion.js";
import { samples } from "./samples.js";

/** What generated tests know of PostgreSQL. They run on an embedded one (PGlite). */
export const printedTests: PrintedTests = {
  parseCheck,
  parseExclusion,
  samples,
  told: {
    "unique-violation": "constraint",
    "foreign-key-violation": "constraint",
    "check-violation": "constraint",
  },
  checkAtOnce: Code.trusted("set constraints all immediate"),
  scene,
  faults: {
    one: Code.trusted("select 1::int4 as n"),
    nowhere: Code.trusted("a server that is not there"),
    nowhereAddress: "postgres://nobody@127.0.0.1:9/nothing",
    nowhereReason: Code.trusted("The discard port of this machine, where nothing listens."),
    makeTable: Code.trusted("create table taken_back (n int4)"),
    findTable: Code.trusted("select to_regclass('taken_back')::text as name"),
    findColumns: Code.trusted('name: "text?"'),
    notFound: Code.trusted("[{ name: null }]"),
    failing: Code.trusted("select 1/0"),
    failingKind: "data",
  },
};

/** With extensions, the embedded database has to be made with their modules. */
function scene({ extensions }: DatabaseModel): PrintedScene {
  const modules = extensions
    .flatMap(({ name }) =>
      Object.hasOwn(embeddedExtensions, name) ? [embeddedExtensions[name] ?? ""] : [],
    )
    .toSorted(compareText)
    .map((module) => Code.identifier(module).toString());
  const plain = modules.length === 0;
  const ddl = 'ddl: readFileSync(baseline, "utf8")';
  return {
    imports: [
      ...(plain ? [] : ['import { PGlite } from "@electric-sql/pglite";']),
      ...modules.map(
        (module) => `import { ${module} } from "@electric-sql/pglite/contrib/${module}";`,
      ),
    ].map((line) => Code.trusted(line)),
    module: "@agentflow/database/pglite",
    driver: Code.trusted("pgliteDriver"),
    preparation: plain
      ? []
      : [
          Code.trusted(
            `const pglite = await PGlite.create({ extensions: { ${modules.join(", ")} } });`,
          ),
        ],
    connection: Code.trusted(`pgliteDriver({ ${plain ? ddl : `pglite, ${ddl}`} })`),
  };
}
