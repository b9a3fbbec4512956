import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { lowScore, uncovered } from "./assess-draft.js";
import type { BuildJournal } from "./build-journal.js";
import type { PackageRecord } from "./package-record.js";
import { scoreGate, scorePackage } from "./score-package.js";
import { exampleDigest, scanForSecrets } from "./secret-scan.js";
import { checkSourceRules, type SourceFile } from "./source-rules.js";
import { undocumentedUnits, untestedUnits } from "./unit-coverage.js";
import type { PackageChanges, ValidationReport } from "./validation-report.js";
import type { Verification } from "./verify-package.js";

/** A package and what was found about it. */
export interface Validated {
  readonly directory: string;
  readonly record: PackageRecord;
  readonly changes: PackageChanges;
  readonly files: readonly SourceFile[];
  readonly verification: Verification;
}

/** The report of a validation; every finding is told to the journal. */
export function validationReport(validated: Validated, journal: BuildJournal): ValidationReport {
  const { directory, record, changes, files, verification } = validated;
  const { ids, singular, plural } = record.units;
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
    units: { singular, plural, count: ids.length },
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
  files: readonly SourceFile[],
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
