import { describe, expect, test } from "vitest";
import { scoreGate, type ScoreInput, scorePackage } from "../../src/builder/score-package.js";
import type { TestFile } from "../../src/builder/test-run.js";

const wire: TestFile = { path: "test/wire.test.ts", passed: ["a", "b", "c"], failed: [] };
const faults: TestFile = { path: "test/faults.test.ts", passed: ["d"], failed: [] };

function measured(
  files: readonly TestFile[] = [wire, faults],
  change: Partial<ScoreInput> = {},
): ScoreInput {
  const tests = {
    passed: true,
    counts: { passed: 4, failed: 0 },
    files,
    diagnostics: [],
    duration: 0,
  };
  return {
    verification: { types: { passed: true, diagnostics: [], files: [], duration: 0 }, tests },
    units: { count: 4, untested: [], undocumented: [] },
    ruleFindings: [],
    unreproduced: [],
    ...change,
  };
}

function part(id: string, input: ScoreInput) {
  return scorePackage(input).parts.find((candidate) => candidate.id === id);
}

test("a package without a fault scores 100 of 100", () => {
  expect(scorePackage(measured())).toMatchObject({ total: 100, measured: 100 });
});

test("the weights sum to 100", () => {
  expect(scorePackage(measured()).parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
});

describe("without verification", () => {
  const { verification: _verification, unreproduced: _unreproduced, ...rest } = measured();
  const { untested: _untested, ...units } = rest.units;
  const score = scorePackage({ ...rest, units });

  test("the score stays far below the gate, whatever else holds", () => {
    expect(score).toMatchObject({ total: 20, measured: 20 });
    expect(score.total).toBeLessThan(scoreGate);
  });

  test("each part that was not measured says so", () => {
    expect(score.parts.filter((p) => p.score === null).map((p) => [p.id, p.findings])).toEqual(
      ["types", "wire", "faults", "tested", "reproducible"].map((id) => [
        id,
        ["not measured: the package was not verified"],
      ]),
    );
  });
});

test("type errors cost all points of their part, and name the files", () => {
  const input = measured();
  const types = { passed: false, diagnostics: [], files: ["src/a.ts"], duration: 0 };
  const failed = { ...input, verification: { ...input.verification!, types } };
  expect(part("types", failed)).toMatchObject({ score: 0, findings: ["src/a.ts has type errors"] });
});

test("a type check that did not come to an end costs all points of its part", () => {
  const input = measured();
  const types = { passed: false, diagnostics: [], files: [], duration: 0 };
  const failed = { ...input, verification: { ...input.verification!, types } };
  expect(part("types", failed)).toMatchObject({ score: 0, findings: ["the type check failed"] });
});

test("failed tests cost their share, and name the file", () => {
  const failing = { ...wire, passed: ["a", "b", "c"], failed: ["d"] };
  expect(part("wire", measured([failing, faults]))).toMatchObject({
    score: 18.7,
    findings: ["test/wire.test.ts: 1 failed"],
  });
});

test("a package without a fault suite does not reach the gate", () => {
  expect(part("faults", measured([wire]))).toMatchObject({ score: 0, findings: ["no test ran"] });
  expect(scorePackage(measured([wire])).total).toBe(90);
});

test("units without a test cost their share", () => {
  const units = { count: 4, untested: ["get"], undocumented: [] };
  expect(part("tested", measured(undefined, { units }))).toMatchObject({
    score: 7.5,
    findings: ["get is named by no passing test"],
  });
});

test("units without documentation cost their share", () => {
  const units = { count: 4, untested: [], undocumented: ["get", "put"] };
  expect(part("documented", measured(undefined, { units }))?.score).toBe(2.5);
});

test("a single broken rule costs all points of its part, and is named with file and line", () => {
  const finding = {
    code: "AF_TYPE_ESCAPE",
    severity: "error",
    message: "",
    help: "",
    location: { source: "src/a.ts", line: 3 },
  } as const;
  expect(part("rules", measured(undefined, { ruleFindings: [finding] }))).toMatchObject({
    score: 0,
    findings: ["src/a.ts:3 AF_TYPE_ESCAPE"],
  });
});

test("a finding without a place is the package's", () => {
  const finding = { code: "AF_CODE_UNSAFE", severity: "error", message: "", help: "" } as const;
  expect(part("rules", measured(undefined, { ruleFindings: [finding] }))?.findings).toEqual([
    "the package:1 AF_CODE_UNSAFE",
  ]);
});

test("a file that comes out differently costs all points of its part", () => {
  expect(part("reproducible", measured(undefined, { unreproduced: ["src/a.ts"] }))).toMatchObject({
    score: 0,
    findings: ["src/a.ts is not reproducible"],
  });
});

test("at most twenty findings of a part are listed", () => {
  const unreproduced = Array.from({ length: 30 }, (_, index) => `src/${index}.ts`);
  const findings = part("reproducible", measured(undefined, { unreproduced }))?.findings;
  expect(findings).toHaveLength(21);
  expect(findings?.at(-1)).toBe("and 10 more");
});
