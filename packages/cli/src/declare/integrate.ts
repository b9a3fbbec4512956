import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { declareCreate } from "./integrate-create.js";
import { declareDiff } from "./integrate-diff.js";
import { addExamples, givenOptions, jsonOption, quietOption, verboseOption } from "./options.js";

/** Declares `agentflow integrate`. */
export function declareIntegrate(
  integrate: Command,
  context: CommandContext,
  finish: Finish,
): void {
  integrate.description("create, check, compare and list the integrations of a project");
  declareCreate(integrate.command("create"), context, finish);
  const validate = integrate
    .command("validate")
    .description("run every check on a generated package as it stands, edited or not")
    .argument("<directory>", "folder of the package")
    .addOption(jsonOption())
    .addOption(quietOption())
    .addOption(verboseOption())
    .action(async (directory: string, _options, command: Command) => {
      const { integrateValidate } = await import("../commands/integrate-validate.js");
      finish(await integrateValidate(directory, givenOptions(command), context));
    });
  addExamples(validate, [
    "agentflow integrate validate integrations/github",
    "agentflow integrate validate integrations/github --json",
  ]);
  declareDiff(integrate.command("diff"), context, finish);
  const list = integrate
    .command("list")
    .description("list the integrations that the project knows")
    .addOption(jsonOption())
    .action(async () => {
      const { integrateList } = await import("../commands/integrate-list.js");
      finish(await integrateList(context));
    });
  addExamples(list, ["agentflow integrate list", "agentflow integrate list --json"]);
  addExamples(integrate, ["agentflow integrate create --name GitHub --type api"]);
}
