import { relative } from "node:path";
import type { DriftReport } from "@agentflow/core";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { overriding, parseDiffOptions } from "../diff/diff-options.js";
import { findPackage } from "../diff/find-package.js";
import { writeScripts } from "../diff/write-scripts.js";
import { exitCodes } from "../exit-code.js";
import { createProgress } from "../progress/progress.js";
import { projectDirectory } from "../project.js";
import { driftLine, driftSummary } from "../report/drift-summary.js";

/** `agentflow integrate diff`: ends with exit code 3 when the service is not what the package was generated from. */
export async function integrateDiff(
  argument: string | undefined,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io, style } = context;
  const options = parseDiffOptions(given);
  const builder = builderOf(io, await projectDirectory(io));
  const directory = await findPackage(builder, io.workingDirectory, argument, options.out);
  const progress = createProgress(context, options.quiet === true || options.check === true);
  let report: DriftReport;
  try {
    report = await builder.diff(directory, {
      options: overriding(options),
      documentDirectory: io.workingDirectory,
      signal: io.signal,
      onProgress: progress.listen,
    });
  } finally {
    progress.end();
  }
  const folder = relative(io.workingDirectory, report.directory) || ".";
  const target = options["write-sql"];
  const written =
    target === undefined
      ? []
      : await writeScripts(report.comparison?.scripts ?? [], target, io.workingDirectory);
  const shown = {
    folder,
    files: options.files === true,
    scripts: options.sql === true,
    written: written.map((path) => relative(io.workingDirectory, path)),
  };
  return {
    exitCode: report.drifted ? exitCodes.drift : exitCodes.done,
    document: { ...report, ...(target !== undefined && { written }) },
    text: options.check === true ? driftLine(report, style) : driftSummary(report, shown, style),
  };
}
