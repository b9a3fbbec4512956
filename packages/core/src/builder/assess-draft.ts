import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuildReport, Score } from "./build-report.js";
import type { Draft } from "./create-draft.js";
import { scoreGate, scorePackage } from "./score-package.js";
import { untestedUnits } from "./unit-coverage.js";
import type { Verification } from "./verify-package.js";

/** What a package is worth, and what is wrong with it. */
export interface Assessment {
  readonly score: Score;
  readonly tests: BuildReport["tests"];
  readonly diagnostics: readonly Diagnostic[];
}

const listed = 50;

/** Scores a package; without a verification, only what can be told without running it. */
export function assessDraft(
  draft: Draft,
  verification?: Verification,
  unreproduced?: readonly string[],
): Assessment {
  const { ids } = draft.record.units;
  const untested = verification && untestedUnits(ids, verification.tests, draft.files);
  const score = scorePackage({
    ...(verification && { verification }),
    units: {
      count: ids.length,
      undocumented: draft.undocumented,
      ...(untested && { untested }),
    },
    ruleFindings: draft.ruleFindings.filter(({ severity }) => severity === "error"),
    ...(unreproduced && { unreproduced }),
  });
  return {
    score,
    tests: verification?.tests.counts ?? { passed: 0, failed: 0 },
    diagnostics: [
      ...(verification?.types.diagnostics ?? []),
      ...(verification?.tests.diagnostics ?? []),
      ...draft.ruleFindings,
      ...uncovered(untested ?? [], draft.record.units.singular),
    ],
  };
}

/** AF_OPERATION_UNCOVERED for each unit without a test. */
export function uncovered(untested: readonly string[], singular: string): readonly Diagnostic[] {
  const found = untested
    .slice(0, listed)
    .map((id) => uncoveredUnit(`The ${singular} ${id} has no passing test that names it.`));
  if (untested.length > listed) {
    found.push(uncoveredUnit(`${untested.length} have no test; the first ${listed} are listed.`));
  }
  return found;
}

function uncoveredUnit(message: string): Diagnostic {
  return {
    code: errorCodes.operationUncovered,
    severity: "error",
    message,
    help: "Restore its test; when nobody edited the package, report it to the pattern's author.",
  };
}

/** The one error that a package which does not hold is refused with; `undefined` when it holds. */
export function failureOf(
  { diagnostics, score }: Assessment,
  verified: boolean,
): Pick<Diagnostic, "code" | "message" | "help"> | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  // Unverified packages are for looking at, but a secret must not even be written.
  const decisive = verified
    ? errors
    : errors.filter(({ code }) => code === errorCodes.secretInSource);
  const [first] = decisive;
  const help =
    "Nothing was written. See what is wrong with --no-verify, which writes the package for inspection.";
  if (first) {
    const more = decisive.length > 1 ? ` (and ${decisive.length - 1} more)` : "";
    const place = first.location ? `${first.location.source}:${first.location.line ?? 1}: ` : "";
    const isSecret = first.code === errorCodes.secretInSource;
    return {
      code: first.code,
      message: `${place}${first.message}${more}`,
      help: isSecret ? first.help : help,
    };
  }
  if (!verified || score.total >= scoreGate) return undefined;
  return { code: errorCodes.scoreTooLow, message: lowScore(score), help };
}

/** The error of a package that has warnings, where none are allowed; `undefined` when it has none. */
export function warningsFailure(
  diagnostics: readonly Diagnostic[],
): Pick<Diagnostic, "code" | "message" | "help"> | undefined {
  // That it was not verified is what the user asked for.
  const warnings = diagnostics.filter(
    ({ severity, code }) => severity === "warning" && code !== errorCodes.notVerified,
  );
  if (warnings.length === 0) return undefined;
  const count = warnings.length === 1 ? "a warning" : `${warnings.length} warnings`;
  return {
    code: errorCodes.warningsRefused,
    message: `The build has ${count}, and none is allowed.`,
    help: "Nothing was written. Correct what the warnings name, or leave out --fail-on-warnings.",
  };
}

/** A sentence that says how far a score is from the gate, and why. */
export function lowScore({ total, parts }: Score): string {
  const findings = parts.flatMap((part) => part.findings);
  return `The package scores ${total} of 100, and ${scoreGate} are needed: ${findings.slice(0, 3).join("; ")}.`;
}

/** AF_NOT_VERIFIED. */
export function unverified(message: string): Diagnostic {
  return {
    code: errorCodes.notVerified,
    severity: "warning",
    message,
    help: "Run `agentflow integrate validate` on the package before you use it.",
  };
}

/** The report of a build. */
export function reportOf(
  { name, chosen, record, files }: Draft,
  { directory, lock }: Pick<BuildReport, "directory" | "lock">,
  { score, tests }: Assessment,
  journal: BuildJournal,
): BuildReport {
  const { package: packageName, version, id } = record.pattern;
  const { singular, plural, ids } = record.units;
  return {
    name,
    pattern: { package: packageName, version, id },
    directory,
    units: { singular, plural, count: ids.length },
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    score,
    tests,
    timings: journal.timings(),
    cost: journal.cost,
    reuse: chosen.reuse,
    lock,
    diagnostics: journal.diagnostics,
  };
}
