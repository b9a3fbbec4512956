import { join } from "node:path";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { ancestors } from "../registry/package-json.js";
import { lowScore, uncovered } from "./assess-draft.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuilderSetup } from "./builder-setup.js";
import type { FileSystem } from "./file-system.js";
import { installedPackages } from "./link-packages.js";
import { lockOutput } from "./lock-output.js";
import { locateOutput } from "./output-location.js";
import { comparePackage, type DiskFile, readPackageFiles } from "./package-changes.js";
import { type PackageRecord, readPackageRecord } from "./package-record.js";
import { removeLeftover } from "./remove-leftover.js";
import { packageFile, type PackageFile } from "./rendered-package.js";
import { scoreGate, scorePackage } from "./score-package.js";
import { exampleDigest, scanForSecrets } from "./secret-scan.js";
import { checkSourceRules } from "./source-rules.js";
import { stagePackage } from "./stage-package.js";
import { undocumentedUnits, untestedUnits } from "./unit-coverage.js";
import type { PackageChanges, ValidationReport } from "./validation-report.js";
import { type Verification, verifyPackage } from "./verify-package.js";
import { withNamedFailures } from "./write-failure.js";

/** One validation: what it works with, and which package. */
export interface ValidationRequest {
  readonly setup: BuilderSetup;
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly journal: BuildJournal;
}

/** Runs every check on a copy of the package as it stands. */
export async function validatePackage(request: ValidationRequest): Promise<ValidationReport> {
  const { setup, signal, journal } = request;
  const fileSystem = withNamedFailures(setup.fileSystem);
  const location = await locateOutput(fileSystem, request.directory);
  const { directory, check } = location;
  const record = await readPackageRecord(fileSystem, directory);
  const release = await lockOutput({ ...setup, owner: setup.process }, location);
  try {
    const onDisk = await readPackageFiles(fileSystem, directory);
    const changes = comparePackage(record, onDisk);
    const files = onDisk.map(textFile);
    await fileSystem.remove(check);
    await stagePackage(fileSystem, check, files, signal);
    const verification = await verifyPackage({
      ...setup,
      fileSystem,
      directory: check,
      packages: await packagesFor(fileSystem, directory, setup.tools.packages),
      signal,
      onProgress: journal.onProgress,
    });
    journal.record("typecheck", verification.types.duration);
    journal.record("tests", verification.tests.duration);
    return reportOf({ directory, record, changes, files, verification }, journal);
  } finally {
    for (const warning of await removeLeftover(fileSystem, check)) journal.report(warning);
    for (const warning of await release()) journal.report(warning);
  }
}

/** What the package has installed itself, and of the tools' packages those that nothing above it provides. */
async function packagesFor(
  fileSystem: FileSystem,
  directory: string,
  tools: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const own = await installedPackages(fileSystem, directory);
  const missing: [name: string, path: string][] = [];
  for (const [name, path] of Object.entries(tools)) {
    const above = ancestors(join(directory, "..")).map((folder) =>
      join(folder, "node_modules", name),
    );
    const found = await Promise.all(above.map((place) => fileSystem.status(place)));
    if (!(name in own) && found.every((status) => !status)) missing.push([name, path]);
  }
  return { ...own, ...Object.fromEntries(missing) };
}

function textFile({ path, bytes }: DiskFile): PackageFile {
  return { ...packageFile(path, Buffer.from(bytes).toString("utf8")), bytes };
}

interface Validated {
  readonly directory: string;
  readonly record: PackageRecord;
  readonly changes: PackageChanges;
  readonly files: readonly PackageFile[];
  readonly verification: Verification;
}

function reportOf(validated: Validated, journal: BuildJournal): ValidationReport {
  const { directory, record, changes, files, verification } = validated;
  const { ids, singular } = record.units;
  const untested = untestedUnits(ids, verification.tests, files);
  const ruleFindings = findRuleFindings(record, changes, files);
  const score = scorePackage({
    verification,
    units: { count: ids.length, untested, undocumented: undocumentedUnits(ids, files) },
    ruleFindings,
    unreproduced: changes.missing,
  });
  const diagnostics = [
    ...changes.missing.map(missingFile),
    ...verification.types.diagnostics,
    ...verification.tests.diagnostics,
    ...ruleFindings,
    ...uncovered(untested, singular),
    ...changes.edited.map(editedFile),
  ];
  for (const diagnostic of diagnostics) journal.report(diagnostic);
  if (score.total < scoreGate) journal.report(scoreTooLow(lowScore(score)));
  const { typecheck, tests, total } = journal.timings();
  const { package: packageName, version, id } = record.pattern;
  return {
    valid: journal.diagnostics.every(({ severity }) => severity !== "error"),
    name: record.name,
    pattern: { package: packageName, version, id },
    directory,
    operations: ids.length,
    changes,
    score,
    tests: verification.tests.counts,
    timings: { typecheck, tests, total },
    diagnostics: journal.diagnostics,
  };
}

/** Secrets wherever somebody has written; the rules for generated code only where nobody has. */
function findRuleFindings(
  { publicExamples }: PackageRecord,
  { edited, added }: PackageChanges,
  files: readonly PackageFile[],
): readonly Diagnostic[] {
  const touched = new Set([...edited, ...added]);
  const examples = new Set(publicExamples);
  return [
    ...scanForSecrets(
      files.filter(({ path }) => touched.has(path)),
      { isPublic: (text) => examples.has(exampleDigest(text)) },
    ).leaks,
    ...checkSourceRules(files.filter(({ path }) => !touched.has(path))),
  ];
}

function missingFile(path: string): Diagnostic {
  return {
    code: errorCodes.fileMissing,
    severity: "error",
    message: `The generated file ${path} is gone.`,
    location: { source: path },
    help: "Restore it from version control, or generate the package again.",
  };
}

/** Whoever edits what the checks consist of can make them say anything; that must not happen unnoticed. */
function editedFile(path: string): Diagnostic {
  const isCheck =
    /(?:^|\/)tests?\/|\.(?:test|spec)\.|(?:^|\/)(?:tsconfig[^/]*\.json|vitest\.config\.\w+|package\.json)$/.test(
      path,
    );
  return {
    code: errorCodes.fileEdited,
    severity: isCheck ? "warning" : "info",
    message: isCheck
      ? `${path} was edited, so its checks are no longer those that were generated.`
      : `${path} was edited.`,
    location: { source: path },
    help: isCheck ? "Look at what was changed." : "Nothing: the package is yours.",
  };
}

function scoreTooLow(message: string): Diagnostic {
  return {
    code: errorCodes.scoreTooLow,
    severity: "error",
    message,
    help: "See the findings of the score's parts.",
  };
}
