import { relative } from "node:path";
import type { BuildReport } from "@agentflow/core";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { BuildObserver } from "../create/build-observer.js";
import { candidateReport, candidatesText, scoreInstalled } from "../create/candidates.js";
import { parseCommandLine } from "../create/create-options.js";
import { type CreatePlan, createPlan } from "../create/create-plan.js";
import { importExample } from "../create/import-example.js";
import { readConfig } from "../create/read-config.js";
import { exitCodes } from "../exit-code.js";
import { createProgress } from "../progress/progress.js";
import { projectDirectory } from "../project.js";
import { buildSummary } from "../report/build-summary.js";
import { dryRunSummary } from "../report/dry-run-summary.js";

/** `agentflow integrate create`: the options as the user gave them, to a package on disk. */
export async function integrateCreate(
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io } = context;
  const commandLine = parseCommandLine(given);
  const config =
    commandLine.config === undefined ? undefined : await readConfig(commandLine.config, io);
  context.json ||= config?.options.json === true;
  const project = await projectDirectory(io);
  const plan = createPlan(commandLine, config, project, io);
  const observer = new BuildObserver();
  try {
    const report = await build(plan, project, observer, context);
    if (plan.options.explain === true) explain(observer, context);
    return await outcomeOf(report, plan, observer, context);
  } catch (error) {
    if (plan.options.explain === true) {
      observer.candidates ??= await scoreInstalled(plan.requirements, project);
      explain(observer, context);
    }
    throw error;
  }
}

async function build(
  { requirements, outDirectory, documentDirectory, options }: CreatePlan,
  project: string,
  observer: BuildObserver,
  context: CommandContext,
): Promise<BuildReport> {
  const progress = createProgress(context, options.quiet === true);
  try {
    return await builderOf(context.io, project).build(requirements, {
      outDirectory,
      documentDirectory,
      verify: options["no-verify"] !== true,
      dryRun: options["dry-run"] === true,
      force: options.force === true,
      signal: context.io.signal,
      onProgress: (event) => {
        observer.listen(event);
        progress.listen(event);
      },
    });
  } finally {
    progress.end();
  }
}

/** On stderr for a person, because it is not the result; with `--json` it becomes part of the one document. */
function explain({ candidates = [] }: BuildObserver, context: CommandContext): void {
  context.candidates = candidates.map(candidateReport);
  if (!context.json) context.note(`${candidatesText(context.candidates, context.noteStyle)}\n`);
}

async function outcomeOf(
  report: BuildReport,
  { options }: CreatePlan,
  { candidates, files }: BuildObserver,
  { io, style, candidates: explained }: CommandContext,
): Promise<CommandOutcome> {
  const chosen = candidates
    ?.map(candidateReport)
    .find(({ id, package: name }) => id === report.pattern.id && name === report.pattern.package);
  const folder = relative(io.workingDirectory, report.directory) || ".";
  const dryRun = options["dry-run"] === true;
  const text = dryRun
    ? dryRunSummary(report, { chosen, folder, files }, style)
    : buildSummary(
        report,
        {
          chosen,
          folder,
          importExample: await importExample(report.directory),
          verified: options["no-verify"] !== true,
        },
        style,
      );
  return {
    exitCode: exitCodes.done,
    document: {
      ...report,
      ...(dryRun && { planned: files }),
      ...(explained && { candidates: explained }),
    },
    text,
  };
}
