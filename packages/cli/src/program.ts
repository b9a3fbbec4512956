import { Command, type CommanderError } from "commander";
import type { CommandContext } from "./command-context.js";
import type { Finish } from "./command-outcome.js";
import { declareDoctor } from "./declare/doctor.js";
import { declareIntegrate } from "./declare/integrate.js";
import { addExamples } from "./declare/options.js";
import { declarePattern } from "./declare/pattern.js";
import { UsageProblem } from "./usage-problem.js";
import { commandVersion } from "./version.js";

/**
 * Declares every command with its options and examples. What a command does is imported when it runs, so that
 * `--version` and `--help` load nothing else.
 */
export function createProgram(context: CommandContext, finish: Finish): Command {
  const program = new Command("agentflow")
    .description("Verified, typed adapter packages for the services a product needs.")
    .version(commandVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help");
  declareIntegrate(program.command("integrate"), context, finish);
  declarePattern(program.command("pattern"), context, finish);
  declareDoctor(program.command("doctor"), context, finish);
  addExamples(program, [
    "agentflow integrate create --name GitHub --type api",
    "agentflow pattern list",
    "agentflow doctor",
  ]);
  connect(program, context);
  return program;
}

/** Help goes to stdout; what commander says of wrong usage is thrown with the command it is about. */
function connect(command: Command, context: CommandContext): void {
  const { io } = context;
  command.exitOverride((error: CommanderError) => {
    throw new UsageProblem(error, pathOf(command));
  });
  command.configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    // Only help after a missing command is written here; wrong usage is reported like every failure.
    writeErr: (text) => void (context.json || context.note(text)),
    outputError: () => undefined,
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getOutHasColors: () => context.style.colored,
  });
  command.configureHelp({ styleTitle: (title) => context.style.bold(title) });
  for (const child of command.commands) connect(child, context);
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
