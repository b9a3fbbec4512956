import { relative, resolve } from "node:path";
import type { ValidationReport } from "@agentflow/core";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { createProgress } from "../progress/progress.js";
import { projectDirectory } from "../project.js";
import { validationSummary } from "../report/validation-summary.js";

/** `agentflow integrate validate`: fails with exit code 5 when the package does not hold as it stands. */
export async function integrateValidate(
  directory: string,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io, style } = context;
  context.verbose = given["verbose"] === true;
  const progress = createProgress(context, given["quiet"] === true);
  let report: ValidationReport;
  try {
    report = await builderOf(io, await projectDirectory(io)).validate(
      resolve(io.workingDirectory, directory),
      { signal: io.signal, onProgress: progress.listen },
    );
  } finally {
    progress.end();
  }
  const folder = relative(io.workingDirectory, report.directory) || ".";
  return {
    exitCode: report.valid ? exitCodes.done : exitCodes.verification,
    document: report,
    text: validationSummary(report, { folder, verbose: context.verbose }, style),
  };
}
