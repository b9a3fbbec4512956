import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, jsonOption } from "./options.js";

/** Declares `agentflow pattern`. */
export function declarePattern(pattern: Command, context: CommandContext, finish: Finish): void {
  pattern.description("the patterns a project has installed");
  const list = pattern
    .command("list")
    .description("list the installed patterns, and what is wrong with those that cannot be used")
    .addOption(jsonOption())
    .action(async () => {
      const { patternList } = await import("../commands/pattern-list.js");
      finish(await patternList(context));
    });
  addExamples(list, ["agentflow pattern list", "agentflow pattern list --json"]);
  addExamples(pattern, ["agentflow pattern list"]);
}
