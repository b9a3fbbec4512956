import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption, quietOption } from "./options.js";

/** Declares the commands of `agentflow pattern` that find, add and remove packages. */
export function declarePatternPackages(
  pattern: Command,
  context: CommandContext,
  finish: Finish,
): void {
  declareSearch(pattern.command("search"), context, finish);
  declareInfo(pattern.command("info"), context, finish);
  declareAdd(pattern.command("add"), context, finish);
  declareRemove(pattern.command("remove"), context, finish);
}

function declareSearch(search: Command, context: CommandContext, finish: Finish): void {
  search
    .description("find patterns at the npm registry by what they serve")
    .argument("<text>", "a service or a kind of service")
    .addOption(jsonOption())
    .action(async (text: string) => {
      const { patternSearch } = await import("../commands/pattern-search.js");
      finish(await patternSearch(text, context));
    });
  addExamples(search, ["agentflow pattern search payments"]);
}

function declareInfo(info: Command, context: CommandContext, finish: Finish): void {
  info
    .description(
      "tell what is published of a pattern, before it is installed, and the options of one that is",
    )
    .argument(
      "<name>",
      "stripe, or the name of a package, with @<version> when another than the latest is meant",
    )
    .addOption(jsonOption())
    .action(async (name: string) => {
      const { patternInfo } = await import("../commands/pattern-info.js");
      finish(await patternInfo(name, context));
    });
  addExamples(info, [
    "agentflow pattern info stripe",
    "agentflow pattern info @acme/agentflow-pattern-pets@1.2.0",
  ]);
}

function declareAdd(add: Command, context: CommandContext, finish: Finish): void {
  add
    .description(
      "install a pattern with the project's own package manager, once its manifest was checked",
    )
    .argument("<name>", "stripe, or the name of a package, with @<version, range or tag>")
    .option("--as <alias>", "install it under another name, beside another version of it")
    .option("--accept-name", "add it although its name looks like another one")
    .option(
      "--accept-publisher",
      "add it although its publisher was not trusted before; only this once",
    )
    .option(
      "--minimum-age <hours>",
      "how long a version that is not named exactly must have been published (default: 24)",
    )
    .option("--dry-run", "print what would be installed and how, and install nothing")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (name: string, _options, command: Command) => {
      const { patternAdd } = await import("../commands/pattern-add.js");
      finish(await patternAdd(name, givenOptions(command), context));
    });
  addExamples(add, [
    "agentflow pattern add stripe",
    "agentflow pattern add @acme/agentflow-pattern-pets@^1.2.0",
    "agentflow pattern add stripe@1.4.0 --as stripe-1",
  ]);
}

function declareRemove(remove: Command, context: CommandContext, finish: Finish): void {
  remove
    .description("remove a pattern with the project's own package manager")
    .argument("<name>", "the name it is installed under, its package's name, or its id")
    .option("--force", "remove it although integrations of the project were made by it")
    .option("--dry-run", "print what would be removed and how, and remove nothing")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (name: string, _options, command: Command) => {
      const { patternRemove } = await import("../commands/pattern-remove.js");
      finish(await patternRemove(name, givenOptions(command), context));
    });
  addExamples(remove, ["agentflow pattern remove stripe"]);
}
