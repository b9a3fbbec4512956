import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption, quietOption } from "./options.js";

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
  declareTest(pattern.command("test"), context, finish);
  addExamples(pattern, ["agentflow pattern list"]);
}

function declareTest(test: Command, context: CommandContext, finish: Finish): void {
  test
    .description("try a pattern of your own by every rule of the conformance kit")
    .argument("[folder]", "folder of the pattern's package", ".")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (folder: string, _options, command: Command) => {
      const { patternTest } = await import("../commands/pattern-test.js");
      finish(await patternTest(folder, givenOptions(command), context));
    });
  addExamples(test, ["agentflow pattern test", "agentflow pattern test my-service --json"]);
}
