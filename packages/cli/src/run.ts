import { CommandContext } from "./command-context.js";
import type { CommandIo } from "./command-io.js";
import type { CommandOutcome } from "./command-outcome.js";
import { type ExitCode, exitCodes } from "./exit-code.js";
import { createProgram } from "./program.js";
import { UsageProblem } from "./usage-problem.js";

/**
 * Runs one command line: the result goes to stdout, everything else to stderr. It never throws and never ends the
 * process.
 * @param argv the arguments after the program's name
 * @returns the exit code, as `docs/reference/commands.md` lists them
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const context = new CommandContext(io, asksForJson(argv));
  const outcomes: CommandOutcome[] = [];
  try {
    const program = createProgram(context, (outcome) => void outcomes.push(outcome));
    await program.parseAsync([...argv], { from: "user" });
    const { reportOutcome } = await import("./report-outcome.js");
    for (const outcome of outcomes) reportOutcome(outcome, context);
    return outcomes[0]?.exitCode ?? exitCodes.done;
  } catch (error) {
    // Help and version end commander the same way as wrong usage does, with exit code 0.
    if (error instanceof UsageProblem && error.problem.exitCode === 0) return exitCodes.done;
    const { reportFailure } = await import("./report-failure.js");
    return reportFailure(error, context);
  }
}

/** Read before parsing, because wrong usage is reported in the same form. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? undefined : end).includes("--json");
}
