import { join } from "node:path";
import { expect, test } from "vitest";
import { addTestReports, countsText } from "../src/test-report.ts";
import { fileTree } from "./file-tree.ts";

const passing = { status: "passed", assertionResults: [{ status: "passed" }] };
const report = (
  passed: number,
  failed: number,
  testResults: readonly object[] = [passing],
  skipped = 0,
) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  testResults,
});

test("adds the packages' counts", () => {
  const root = fileTree({
    "a/test-results/vitest.json": report(3, 1),
    "b/test-results/vitest.json": report(4, 0, [passing], 2),
  });
  const counts = addTestReports([join(root, "a"), join(root, "b")]);
  expect(counts).toEqual({ passed: 7, failed: 1, skipped: 2 });
});

test("counts a package without a report as a failure", () => {
  expect(addTestReports([fileTree({})])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("counts a package whose run found no tests as a failure", () => {
  const root = fileTree({ "test-results/vitest.json": report(0, 0, []) });
  expect(addTestReports([root])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("counts a test file that failed to load as a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const root = fileTree({ "test-results/vitest.json": report(2, 0, [broken]) });
  expect(addTestReports([root])).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test("does not count a failing test and its file twice", () => {
  const failing = { status: "failed", assertionResults: [{ status: "failed" }] };
  const root = fileTree({ "test-results/vitest.json": report(2, 1, [failing]) });
  expect(addTestReports([root])).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test("speaks of skipped tests only when there are some", () => {
  expect(countsText({ passed: 7, failed: 1, skipped: 0 })).toBe("7 passed, 1 failed");
  expect(countsText({ passed: 7, failed: 1, skipped: 2 })).toBe("7 passed, 1 failed, 2 skipped");
});
