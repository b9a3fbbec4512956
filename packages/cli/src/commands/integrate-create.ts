import { relative } from "node:path";
import type { BuildReport } from "@agentflow/core";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { buildOptions } from "../create/build-options.js";
import { BuildObserver } from "../create/build-observer.js";
import { candidateReport, candidatesText, scoreInstalled } from "../create/candidates.js";
import { parseCommandLine } from "../create/create-options.js";
import type { CreatePlan } from "../create/create-plan.js";
import { importExample } from "../create/import-example.js";
import { prepareCreate } from "../create/prepare-create.js";
import { exitCodes } from "../exit-code.js";
import { createProgress } from "../progress/progress.js";
import { buildSummary } from "../report/build-summary.js";
import { dryRunSummary } from "../report/dry-run-summary.js";

/** `agentflow integrate create`: the options as the user gave them, to a package on disk. */
export async function integrateCreate(
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const commandLine = parseCommandLine(given);
  const prepared = await prepareCreate(commandLine, context);
  const { plan, project } = prepared;
  if (plan.options.watch === true) {
    const { watchIntegration } = await import("../watch/watch-integration.js");
    return watchIntegration(commandLine, prepared, context);
  }
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
  plan: CreatePlan,
  project: string,
  observer: BuildObserver,
  context: CommandContext,
): Promise<BuildReport> {
  const progress = createProgress(context, plan.options.quiet === true);
  try {
    return await builderOf(context.io, project).build(plan.requirements, {
      ...buildOptions(plan, context.io),
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
  { io, style, verbose, candidates: explained }: CommandContext,
): Promise<CommandOutcome> {
  const chosen = candidates
    ?.map(candidateReport)
    .find(({ id, package: name }) => id === report.pattern.id && name === report.pattern.package);
  const folder = relative(io.workingDirectory, report.directory) || ".";
  const dryRun = options["dry-run"] === true;
  const text = dryRun
    ? dryRunSummary(report, { chosen, folder, files, verbose }, style)
    : buildSummary(
        report,
        {
          chosen,
          folder,
          importExample: await importExample(report.directory),
          verified: options["no-verify"] !== true,
          verbose,
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
