import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, jsonOption } from "./options.js";
import { declarePatternPackages } from "./pattern-packages.js";
import { declarePatternVersions } from "./pattern-versions.js";

/** Declares `agentflow pattern`. */
export function declarePattern(pattern: Command, context: CommandContext, finish: Finish): void {
  pattern.description("find, add, list and remove the patterns of a project");
  const list = pattern
    .command("list")
    .description("list the installed patterns, and what is wrong with those that cannot be used")
    .addOption(jsonOption())
    .action(async () => {
      const { patternList } = await import("../commands/pattern-list.js");
      finish(await patternList(context));
    });
  addExamples(list, ["agentflow pattern list", "agentflow pattern list --json"]);
  declarePatternPackages(pattern, context, finish);
  declarePatternVersions(pattern, context, finish);
  addExamples(pattern, ["agentflow pattern list", "agentflow pattern add stripe"]);
}
