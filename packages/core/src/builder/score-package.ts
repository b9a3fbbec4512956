import type { Diagnostic } from "../errors/diagnostic.js";
import type { Score, ScorePart } from "./build-report.js";
import type { TestFile } from "./test-run.js";
import type { Verification } from "./verify-package.js";

/** The least a package must reach before it is called done. */
export const scoreGate = 95;

/** What a score is computed from. Left out: not measured. */
export interface ScoreInput {
  readonly verification?: Verification;
  readonly units: {
    readonly count: number;
    readonly untested?: readonly string[];
    readonly undocumented: readonly string[];
  };
  /** Findings of the rules for source code, secrets included. */
  readonly ruleFindings: readonly Diagnostic[];
  /** Files that came out differently the second time, or are missing. */
  readonly unreproduced?: readonly string[];
}

/** Findings listed per part. */
const listed = 20;

/** Scores a package out of 100. The weights are explained in `docs/guide/score.md`. */
export function scorePackage(input: ScoreInput): Score {
  const { verification, units } = input;
  const tests = verification?.tests.files;
  const parts: readonly ScorePart[] = [
    part("types", "It type-checks", 25, verification && typeFindings(verification)),
    part(
      "wire",
      "Its tests pass",
      25,
      tests && testFindings(tests.filter((file) => !isFaultSuite(file))),
    ),
    part("faults", "Its fault suite passes", 10, tests && testFindings(tests.filter(isFaultSuite))),
    part(
      "tested",
      "Every unit has a test",
      10,
      units.untested && shareFindings(units.untested, units.count, "is named by no passing test"),
    ),
    part(
      "documented",
      "Every unit is documented",
      5,
      shareFindings(units.undocumented, units.count, "is mentioned by no .md file"),
    ),
    part("rules", "The rules hold", 15, allOrNothing(input.ruleFindings.map(placeOf))),
    part(
      "reproducible",
      "It is reproducible",
      10,
      input.unreproduced &&
        allOrNothing(input.unreproduced.map((path) => `${path} is not reproducible`)),
    ),
  ];
  return {
    total: round(parts.reduce((sum, { score }) => sum + (score ?? 0), 0)),
    measured: parts.reduce((sum, { score, weight }) => sum + (score === null ? 0 : weight), 0),
    parts,
  };
}

interface Measure {
  /** 0 to 1. */
  readonly share: number;
  readonly findings: readonly string[];
}

function part(id: string, title: string, weight: number, measure: Measure | undefined): ScorePart {
  if (!measure) {
    const findings = ["not measured: the package was not verified"];
    return { id, title, weight, score: null, findings };
  }
  const { share, findings } = measure;
  const more = findings.length > listed ? [`and ${findings.length - listed} more`] : [];
  return {
    id,
    title,
    weight,
    score: round(weight * share),
    findings: [...findings.slice(0, listed), ...more],
  };
}

/** Down to a tenth, so that only a whole share gives all points. */
function round(points: number): number {
  return Math.floor(points * 10 + 1e-6) / 10;
}

function allOrNothing(findings: readonly string[]): Measure {
  return { share: findings.length === 0 ? 1 : 0, findings };
}

function typeFindings({ types }: Verification): Measure {
  if (types.passed) return allOrNothing([]);
  return allOrNothing(
    types.files.length > 0
      ? types.files.map((file) => `${file} has type errors`)
      : ["the type check failed"],
  );
}

function testFindings(files: readonly TestFile[]): Measure {
  const passed = files.reduce((sum, file) => sum + file.passed.length, 0);
  const failed = files.reduce((sum, file) => sum + file.failed.length, 0);
  if (passed + failed === 0) return allOrNothing(["no test ran"]);
  const findings = files
    .filter((file) => file.failed.length > 0)
    .map((file) => `${file.path}: ${file.failed.length} failed`);
  return { share: passed / (passed + failed), findings };
}

function shareFindings(missing: readonly string[], count: number, problem: string): Measure {
  const share = missing.length === 0 ? 1 : Math.max(0, 1 - missing.length / Math.max(1, count));
  return { share, findings: missing.map((id) => `${id} ${problem}`) };
}

function placeOf({ code, location }: Diagnostic): string {
  return `${location?.source ?? "the package"}:${location?.line ?? 1} ${code}`;
}

/** By convention the tests that inject faults are in a file that says so. */
function isFaultSuite({ path }: TestFile): boolean {
  return /fault/i.test(path);
}
