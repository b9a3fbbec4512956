import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption, quietOption } from "./options.js";

/** Declares the commands of `agentflow pattern` that look at versions, and change them. */
export function declarePatternVersions(
  pattern: Command,
  context: CommandContext,
  finish: Finish,
): void {
  declareOutdated(pattern.command("outdated"), context, finish);
  declareUpgrade(pattern.command("upgrade"), context, finish);
}

function declareOutdated(outdated: Command, context: CommandContext, finish: Finish): void {
  outdated
    .description("compare the installed and the pinned patterns with what is published")
    .addOption(jsonOption())
    .action(async () => {
      const { patternOutdated } = await import("../commands/pattern-outdated.js");
      finish(await patternOutdated(context));
    });
  addExamples(outdated, ["agentflow pattern outdated", "agentflow pattern outdated --json"]);
}

function declareUpgrade(upgrade: Command, context: CommandContext, finish: Finish): void {
  upgrade
    .description("bring a pattern to another version, and every integration that it makes")
    .argument("<name>", "the name that it is installed under, its package's, or its id")
    .option("--to <version>", "exact (default: the latest that can be used here)")
    .option("--minimum-age <hours>", "how long it must have been published, unless --to names it")
    .option("--accept", "go back to an older version too, or to what somebody else published")
    .option("--dry-run", "tell what would change, and change nothing")
    .option("--yes", "do it without asking")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (name: string, _options, command: Command) => {
      const { patternUpgrade } = await import("../commands/pattern-upgrade.js");
      finish(await patternUpgrade(name, givenOptions(command), context));
    });
  addExamples(upgrade, [
    "agentflow pattern upgrade @agentflow/pattern-github --dry-run",
    "agentflow pattern upgrade github --to 1.3.0 --yes",
    "agentflow pattern upgrade stripe-1 --to 1.0.0 --accept",
  ]);
}
