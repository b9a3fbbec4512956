import { errorCodes } from "../errors/error-codes.js";
import { assessDraft, failureOf, reportOf, unverified, warningsFailure } from "./assess-draft.js";
import { BuildFailedError } from "./build-failed-error.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuildReport } from "./build-report.js";
import type { BuildRequest } from "./build-request.js";
import type { BuildOptions } from "./builder.js";
import { choosePattern, type ChosenPattern } from "./choose-pattern.js";
import { compareWithStanding } from "./compare-standing.js";
import { createDraft, type Draft, type DraftRequest } from "./create-draft.js";
import { loadChosen } from "./load-chosen.js";
import { planLock } from "./locked-integration.js";
import { locateOutput } from "./output-location.js";
import { findOutputPackages } from "./output-packages.js";
import { pinIntegration } from "./pin-integration.js";
import { type PinningRules, readPinning } from "./pinning.js";
import { removeUnplanned } from "./remove-unplanned.js";
import { renderAgain } from "./render-again.js";
import { rememberBuild, repeatBuild } from "./repeat-build.js";
import { settleBoth } from "./settle-both.js";
import { stagePackage } from "./stage-package.js";
import { swapPackage } from "./swap-package.js";
import { verifyPackage, type Verification } from "./verify-package.js";
import { withNamedFailures } from "./write-failure.js";
import { checkOutput, type Output, type OutputRequest, withOutput } from "./with-output.js";

/** Requirements to a package on disk, or to the report of one with `dryRun`. */
export async function buildIntegration(request: BuildRequest): Promise<BuildReport> {
  const { setup, requirements, options, signal, journal } = request;
  const { patternProject = setup.projectDirectory } = options;
  const pinning = await readPinning(
    withNamedFailures(setup.fileSystem),
    setup.projectDirectory,
    { name: requirements.name, outDirectory: options.outDirectory },
    rulesOf(options),
  );
  const chosen = await journal.stage("select", () =>
    choosePattern({ ...setup, projectDirectory: patternProject }, requirements, journal, pinning),
  );
  const output: OutputRequest = {
    fileSystem: setup.fileSystem,
    outDirectory: options.outDirectory,
    projectDirectory: setup.projectDirectory,
    force: options.force ?? false,
    owner: setup.process,
    clock: setup.clock,
  };
  signal.throwIfAborted();
  if (options.dryRun === true) {
    const { location } = await checkOutput(output);
    const draftRequest = await loaded(request, chosen);
    const draft = await createDraft(draftRequest);
    const { outcome: lock } = await planLock(draftRequest, draft.record);
    const assessment = assessDraft(draft);
    for (const diagnostic of assessment.diagnostics) journal.report(diagnostic);
    journal.report(unverified("Nothing was written or verified: this was a dry run."));
    const report = reportOf(draft, { directory: location.directory, lock }, assessment, journal);
    if (options.failOnWarnings === true) refuseWarnings(report, journal);
    return report;
  }
  // Without --force, a package that stands there already is refused.
  if (output.force) {
    const named = withNamedFailures(setup.fileSystem);
    const location = await locateOutput(named, options.outDirectory, setup.projectDirectory);
    const report = await repeatBuild({ ...request, chosen }, location);
    if (report) return report;
  }
  const { result, warnings } = await withOutput(output, async (opened) => {
    const draftRequest = await loaded(request, chosen);
    const draft = await createDraft(draftRequest);
    const report = await writeDraft(draftRequest, draft, opened);
    await rememberBuild(draftRequest, draft, report);
    return { draft, report };
  });
  for (const warning of warnings) journal.report(warning);
  return { ...result.report, timings: journal.timings(), diagnostics: journal.diagnostics };
}

async function loaded(request: BuildRequest, chosen: ChosenPattern): Promise<DraftRequest> {
  return { ...request, chosen: await loadChosen(request.setup, chosen) };
}

/** Accepting what differs and refusing it exclude each other: refusing goes first. */
function rulesOf({ frozen = false, accept = false }: BuildOptions): PinningRules {
  return { frozen, anyVersion: accept && !frozen, accept: accept && !frozen };
}

/** Stages, verifies and swaps; what does not hold is not written, and not pinned. */
async function writeDraft(
  request: DraftRequest,
  draft: Draft,
  output: Output,
): Promise<BuildReport> {
  const { setup, options, signal, journal } = request;
  const verify = options.verify ?? true;
  const plan = await planLock(request, draft.record);
  const standing = await compareWithStanding(draft, output);
  const { fileSystem, location } = output;
  let verification: Verification | undefined;
  let unreproduced: readonly string[] | undefined;
  if (verify || !standing.identical) {
    await journal.stage("write", () =>
      stagePackage(
        fileSystem,
        location.staged,
        draft.files.map(({ path, text }) => ({ path, content: text })),
        // What replaces nothing loses nothing: after a loss of power its record tells what is not whole.
        { durability: output.state.kind === "generated" ? "flushed" : "buffered", signal },
      ),
    );
  }
  if (verify) {
    [verification, unreproduced] = await settleBoth(
      verifyDraft(request, output),
      renderAgain(request, draft),
    );
    await removeUnplanned(fileSystem, location.staged, draft.files);
  } else {
    journal.report(unverified("The package was neither type-checked nor tested."));
  }
  const assessment = await journal.stage("score", () =>
    Promise.resolve(assessDraft(draft, verification, unreproduced)),
  );
  for (const diagnostic of assessment.diagnostics) journal.report(diagnostic);
  const report = reportOf(
    draft,
    { directory: location.directory, lock: plan.outcome },
    assessment,
    journal,
  );
  const failure = failureOf(assessment, verify);
  if (failure)
    throw new BuildFailedError(failure.code, failure.message, { help: failure.help, report });
  if (standing.edited.length > 0) {
    journal.report({
      code: errorCodes.fileEdited,
      severity: "warning",
      message: `The package replaces files that were edited: ${standing.edited.join(", ")}.`,
      help: "Take what you need of them from version control.",
    });
  }
  if (options.failOnWarnings === true) refuseWarnings(report, journal);
  signal.throwIfAborted();
  await journal.stage("swap", () =>
    pinIntegration(setup, request.chosen.pinning, plan, async () => {
      if (standing.identical) return fileSystem.remove(location.staged);
      const warnings = await swapPackage(fileSystem, location, output.state, draft.record);
      for (const warning of warnings) journal.report(warning);
      return undefined;
    }),
  );
  return report;
}

/** @throws BuildFailedError with AF_WARNINGS_REFUSED */
function refuseWarnings(report: BuildReport, journal: BuildJournal): void {
  const failure = warningsFailure(journal.diagnostics);
  if (!failure) return;
  throw new BuildFailedError(failure.code, failure.message, { help: failure.help, report });
}

async function verifyDraft(
  { setup, signal, journal, chosen }: DraftRequest,
  { fileSystem, location }: Output,
): Promise<Verification> {
  const { tools, environment, clock } = setup;
  const { onProgress } = journal;
  const verification = await verifyPackage({
    fileSystem,
    directory: location.staged,
    packages: { ...(await findOutputPackages(fileSystem, chosen.discovered)), ...tools.packages },
    tools,
    environment,
    clock,
    signal,
    onProgress,
  });
  journal.record("typecheck", verification.types.duration);
  journal.record("tests", verification.tests.duration);
  return verification;
}
