import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption, quietOption } from "./options.js";
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
  declareNew(pattern.command("new"), context, finish);
  declareTest(pattern.command("test"), context, finish);
  addExamples(pattern, ["agentflow pattern list", "agentflow pattern add stripe"]);
}

function declareNew(create: Command, context: CommandContext, finish: Finish): void {
  create
    .description("write a small pattern package of your own, with tests that pass")
    .argument("[name]", "what the service is called, such as my-service; also the folder")
    .option("--extends <package>", "pattern that it extends, such as @agentflow/pattern-api")
    .option("--package <name>", "name of the package; agentflow-pattern-<name> when left out")
    .option("--title <title>", "name of the service for people; the name when left out")
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: Readonly<Record<string, string>>) => {
      const { patternNew } = await import("../commands/pattern-new.js");
      finish(await patternNew({ name, ...options }, context));
    });
  addExamples(create, [
    "agentflow pattern new my-service",
    "agentflow pattern new my-service --extends @agentflow/pattern-api",
  ]);
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
