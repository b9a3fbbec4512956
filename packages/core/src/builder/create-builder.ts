import { resolve } from "node:path";
import type { Requirements } from "../contract/requirements.js";
import { diagnosticOf } from "../errors/diagnostic.js";
import { isAgentFlowError } from "../errors/error.js";
import { averageBuilds } from "./averages.js";
import { BuildFailedError } from "./build-failed-error.js";
import { appendHistory, historyDirectory, historyPath, readHistory } from "./build-history.js";
import { buildIntegration } from "./build-integration.js";
import { BuildJournal } from "./build-journal.js";
import type { BuildReport } from "./build-report.js";
import type { Builder, BuilderOptions, BuildOptions } from "./builder.js";
import { builderSetup, type BuilderSetup } from "./builder-setup.js";
import { diffPackage } from "./diff-package.js";
import type { HistoryEntry } from "./history-entry.js";
import { afterAbort } from "../errors/interruption.js";
import { listIntegrations } from "./list-integrations.js";
import { validatePackage } from "./validate-package.js";
import { withNamedFailures, writeFailure } from "./write-failure.js";

/** A builder for the integrations of one project. */
export function createBuilder(options: BuilderOptions): Builder {
  const setup = builderSetup(options);
  const fileSystem = withNamedFailures(setup.fileSystem);
  const { projectDirectory } = setup;
  return {
    build: (requirements, buildOptions) => build(setup, requirements, buildOptions),
    async validate(directory, { signal = new AbortController().signal, onProgress } = {}) {
      const journal = new BuildJournal(setup.clock, onProgress);
      try {
        return await validatePackage({ setup, directory, signal, journal });
      } catch (error) {
        throw afterAbort(error, signal);
      }
    },
    async diff(directory, diffOptions = {}) {
      const { signal = new AbortController().signal, onProgress } = diffOptions;
      const journal = new BuildJournal(setup.clock, onProgress);
      try {
        return await diffPackage({ setup, directory, options: diffOptions, signal, journal });
      } catch (error) {
        throw afterAbort(error, signal);
      }
    },
    history: () => readHistory(fileSystem, projectDirectory),
    averages: async () => averageBuilds((await readHistory(fileSystem, projectDirectory)).entries),
    list: () => listIntegrations(fileSystem, projectDirectory),
  };
}

async function build(
  setup: BuilderSetup,
  requirements: Requirements,
  options: BuildOptions,
): Promise<BuildReport> {
  const { signal = new AbortController().signal, onProgress } = options;
  const journal = new BuildJournal(setup.clock, onProgress);
  const remember = async (
    outcome: Pick<HistoryEntry, "result" | "code">,
    report?: BuildReport,
  ): Promise<void> => {
    // A dry run leaves nothing behind, and neither does input that was refused before anything was built.
    if (options.dryRun === true || !journal.reached("render")) return;
    const entry = historyEntry(setup, requirements, options, journal, outcome, report);
    try {
      await appendHistory(withNamedFailures(setup.fileSystem), setup.projectDirectory, entry);
    } catch (error) {
      // The package stands, or the failure is about to be told: neither changes because nobody remembers it.
      const path = historyPath(setup.projectDirectory);
      journal.report(diagnosticOf(writeFailure(path, error), "warning"));
    }
  };
  try {
    const report = await buildIntegration({ setup, requirements, options, signal, journal });
    await remember({ result: "built" }, report);
    return { ...report, diagnostics: journal.diagnostics };
  } catch (thrown) {
    const error = afterAbort(thrown, signal);
    const code = isAgentFlowError(error) ? error.code : undefined;
    const report = error instanceof BuildFailedError ? error.report : undefined;
    await remember({ result: "failed", ...(code !== undefined && { code }) }, report);
    throw error;
  }
}

function historyEntry(
  { clock, projectDirectory }: BuilderSetup,
  { name }: Requirements,
  { outDirectory, verify = true }: BuildOptions,
  journal: BuildJournal,
  outcome: Pick<HistoryEntry, "result" | "code">,
  report: BuildReport | undefined,
): HistoryEntry {
  return {
    time: new Date(clock.wallTime()).toISOString(),
    name,
    directory: historyDirectory(projectDirectory, report?.directory ?? resolve(outDirectory)),
    ...outcome,
    ...(journal.pattern && { pattern: journal.pattern }),
    ...(report && {
      units: report.units.count,
      files: report.files,
      bytes: report.bytes,
      score: report.score.total,
      reuse: report.reuse,
    }),
    verified: verify,
    timings: journal.timings(),
    cost: journal.cost,
  };
}
