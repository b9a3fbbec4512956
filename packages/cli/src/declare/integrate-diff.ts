import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption, quietOption } from "./options.js";

/** Declares `agentflow integrate diff`. */
export function declareDiff(diff: Command, context: CommandContext, finish: Finish): void {
  diff
    .description("show how a service has drifted from what its package was generated from")
    .argument("[directory]", "folder of the package (default: the project's only one)")
    .option("--out <folder>", "the same, as for create")
    .option("--document <address>", "read this description instead of the recorded one")
    .option("--connection <address>", "read this database instead of the recorded one")
    .option("--ddl <address>", "read this schema as SQL instead of the recorded source")
    .option("--dialect <name>", "the dialect of --ddl: postgresql, sqlite …")
    .option("--files", "also print what would change in the generated files, line by line")
    .option("--sql", "also print the SQL in both directions; nothing runs it")
    .option("--write-sql <folder>", "write the SQL into a folder; nothing runs it")
    .option("--check", "print one line, and no progress")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (directory: string | undefined, _options, command: Command) => {
      const { integrateDiff } = await import("../commands/integrate-diff.js");
      finish(await integrateDiff(directory, givenOptions(command), context));
    });
  addExamples(diff, [
    "agentflow integrate diff integrations/shop",
    "agentflow integrate diff integrations/shop --write-sql drift",
    "agentflow integrate diff integrations/shop --connection env:STAGING_URL --check",
  ]);
}
