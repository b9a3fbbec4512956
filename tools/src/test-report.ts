import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where nx.json lets vitest write its JSON report, relative to the package. */
export const testReportFile = "test-results/vitest.json";

/** The fields of vitest's JSON report that are counted. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Skipped ones. */
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** What the tests of all packages came to. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The sum over the packages. A package without a report or without tests, and a test file that failed to load, count
 * as one failure each.
 */
export function addTestReports(directories: readonly string[]): TestCounts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const directory of directories) {
    const file = join(directory, testReportFile);
    if (!existsSync(file)) {
      sum.failed += 1;
      continue;
    }
    // Vitest's own output.
    const report = JSON.parse(readFileSync(file, "utf8")) as TestReport;
    const unloaded = report.testResults.filter(
      (result) =>
        result.status === "failed" &&
        !result.assertionResults.some((assertion) => assertion.status === "failed"),
    );
    if (report.testResults.length === 0) sum.failed += 1;
    sum.passed += report.numPassedTests;
    sum.skipped += report.numPendingTests;
    sum.failed += report.numFailedTests + unloaded.length;
  }
  return sum;
}

/** The line that ends a test run: `N passed, N failed`, and `, N skipped` when a test was. */
export function countsText({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
