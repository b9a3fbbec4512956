import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { Finish } from "../command-outcome.js";
import { addExamples, givenOptions, jsonOption } from "./options.js";

/** Declares `agentflow doctor`. */
export function declareDoctor(doctor: Command, context: CommandContext, finish: Finish): void {
  doctor
    .description("check that this machine and this project have what the command needs")
    .option("--online", "also ask the npm registry for an answer")
    .addOption(jsonOption())
    .action(async (_options, command: Command) => {
      const { doctor: runDoctor } = await import("../commands/doctor.js");
      finish(await runDoctor(givenOptions(command), context));
    });
  addExamples(doctor, ["agentflow doctor", "agentflow doctor --online"]);
}
