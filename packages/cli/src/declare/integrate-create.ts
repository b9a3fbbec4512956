import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import {
  addExamples,
  givenOptions,
  jsonOption,
  listOption,
  quietOption,
  verboseOption,
} from "./options.js";

/** Declares `agentflow integrate create`. */
export function declareCreate(create: Command, context: CommandContext, finish: Finish): void {
  create
    .description("write a verified adapter package for a service")
    .option("--name <service>", "the service, as you write it: GitHub")
    .option("--type <type>", "kind of service: api, database …")
    .option(
      "--document <address>",
      "its description: a file, an https: URL or npm:<package>@<version>#<path>",
    )
    .addOption(listOption("--allow-host <hosts>", "hosts that the description may refer to"))
    .option(
      "--connection <address>",
      "a database to read: env:<NAME>, the variable that holds its address, postgres://…, sqlite:<path>, mongodb://… or dynamodb://<region>",
    )
    .option("--ddl <address>", "a database's schema as SQL: as --document")
    .option("--dialect <name>", "of the SQL of --ddl: postgresql (default), sqlite")
    .option("--sample <count>", "documents of each collection to look at (default: 1000)")
    .option("--out <folder>", "where the package goes (default: integrations/<name>)")
    .addOption(listOption("--overlay <addresses>", "OpenAPI Overlays that correct the description"))
    .addOption(listOption("--include-tag <tags>", "only operations with these tags"))
    .addOption(listOption("--include-operation <ids>", "only these operations"))
    .addOption(listOption("--include-path <paths>", "only operations under these paths"))
    .addOption(listOption("--include-method <methods>", "only operations with these methods"))
    .addOption(listOption("--exclude-tag <tags>", "no operations with these tags"))
    .addOption(listOption("--exclude-operation <ids>", "not these operations"))
    .addOption(listOption("--exclude-path <paths>", "no operations under these paths"))
    .addOption(listOption("--exclude-method <methods>", "no operations with these methods"))
    .option("--exclude-deprecated", "no operations that are deprecated")
    .option("--validate <library>", "check requests and answers at run time, with schemas of zod")
    .addOption(listOption("--schema <names>", "only these schemas of the database"))
    .addOption(listOption("--include-table <globs>", "only tables that match: shop.*"))
    .addOption(listOption("--exclude-table <globs>", "no tables that match: *_backup"))
    .option("--pattern <package>", "the pattern to use, by package name or id")
    .option("--config <file>", "read options from a JSON file; the command line goes before it")
    .option("--no-verify", "write the package without type-checking and testing it")
    .option("--dry-run", "print the files and write nothing")
    .option("--force", "replace a package that was generated before")
    .option("--frozen", "refuse everything that differs from agentflow.lock, and do not write it")
    .option("--accept", "take another pattern than agentflow.lock pins, and pin it instead")
    .option("--fail-on-warnings", "write nothing when the build has warnings, and end with 5")
    .option("--watch", "build again whenever a file that the package is made from changes")
    .option("--explain", "print how each installed pattern fits")
    .addOption(jsonOption())
    .addOption(quietOption())
    .addOption(verboseOption())
    .action(async (_options, command: Command) => {
      const { integrateCreate } = await import("../commands/integrate-create.js");
      finish(await integrateCreate(givenOptions(command), context));
    });
  addExamples(create, [
    "agentflow integrate create --name GitHub --type api",
    "agentflow integrate create --name GitHub --include-tag repos,issues --out adapters/github",
    "agentflow integrate create --name Pets --type api --document ./openapi.json --dry-run",
    "agentflow integrate create --name Pets --document ./openapi.yaml --overlay ./fixes.yaml --watch",
    "agentflow integrate create --name shop --type database --connection env:DATABASE_URL",
    "agentflow integrate create --config agentflow.config.json --force --json",
    "agentflow integrate create --name GitHub --type api --force --frozen",
  ]);
}
