import { relative } from "node:path";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import type { TestCounts } from "./build-report.js";
import type { FileSystem } from "./file-system.js";
import { reportText } from "./report-text.js";
import { type FileReport, readVitestReport } from "./vitest-report.js";
import { type ProgramResult, type ProgramRun, runProgram } from "./run-program.js";

/** The tests of one file. */
export interface TestFile {
  /** Relative to the package, with forward slashes. */
  readonly path: string;
  /** Full names of the tests that passed. */
  readonly passed: readonly string[];
  /** Full names of those that failed. A file that did not load counts as one. */
  readonly failed: readonly string[];
}

/** What the tests of a package came to. */
export interface TestRun {
  /** Whether all that ran passed, something ran, and nothing else went wrong. */
  readonly passed: boolean;
  readonly counts: TestCounts;
  readonly files: readonly TestFile[];
  /** One per failure, the first 50. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whole milliseconds. */
  readonly duration: number;
}

const reported = 50;
const help =
  "Run `npm test` in the package; when nobody edited it, report it to the pattern's author.";

/**
 * Runs the tests of the package in a folder.
 * @param reportPath where vitest is to write its report; outside of what becomes the package
 */
export async function runTests(
  run: Omit<ProgramRun, "args">,
  fileSystem: FileSystem,
  reportPath: string,
): Promise<TestRun> {
  const args = ["run", "--reporter=json", `--outputFile=${reportPath}`, "--passWithNoTests=false"];
  const result = await runProgram({ ...run, args });
  const report = await readVitestReport(fileSystem, reportPath);
  return report ? readTestRun(result, run.directory, report.testResults) : crashedRun(result);
}

function readTestRun(
  result: ProgramResult,
  directory: string,
  reports: readonly FileReport[],
): TestRun {
  const files = reports.map((report) => testFile(report, directory));
  const counts = {
    passed: files.reduce((sum, file) => sum + file.passed.length, 0),
    failed: files.reduce((sum, file) => sum + file.failed.length, 0),
  };
  const failures = reports.flatMap((report) => failuresOf(report, directory));
  const diagnostics = failures.slice(0, reported);
  if (failures.length > reported) {
    diagnostics.push(failure(`${failures.length} tests failed; the first ${reported} are listed.`));
  }
  if (counts.passed + counts.failed === 0) diagnostics.push(failure("No test ran."));
  // Such as an error that no test caught.
  if (result.exitCode !== 0 && diagnostics.length === 0) diagnostics.push(crashed(result));
  return {
    passed: diagnostics.length === 0,
    counts,
    files,
    diagnostics,
    duration: result.duration,
  };
}

function testFile(report: FileReport, directory: string): TestFile {
  const named = (status: string): readonly string[] =>
    report.assertionResults
      .filter((test) => test.status === status)
      .map(({ fullName }) => fullName);
  const failed = named("failed");
  const unloaded = report.status === "failed" && failed.length === 0;
  return {
    path: packagePath(report, directory),
    passed: named("passed"),
    failed: unloaded ? ["(the file itself)"] : failed,
  };
}

function failuresOf(report: FileReport, directory: string): readonly Diagnostic[] {
  const source = packagePath(report, directory);
  const failed = report.assertionResults
    .filter(({ status }) => status === "failed")
    .map((test) => failure(`${reportText(test.fullName)}: ${reportText(firstOf(test))}`, source));
  if (failed.length > 0 || report.status !== "failed") return failed;
  return [failure(`The file did not run: ${reportText(report.message ?? "")}`, source)];
}

/** Without the stack, which shows paths of a folder that is gone by the time it is read. */
function firstOf({ failureMessages }: FileReport["assertionResults"][number]): string {
  const [first = ""] = failureMessages ?? [];
  return first.split(/\n\s+at /, 1)[0] ?? "";
}

function packagePath({ name }: FileReport, directory: string): string {
  return relative(directory, name).replaceAll("\\", "/");
}

function crashedRun(result: ProgramResult): TestRun {
  return {
    passed: false,
    counts: { passed: 0, failed: 0 },
    files: [],
    diagnostics: [crashed(result)],
    duration: result.duration,
  };
}

function crashed({ exitCode, timedOut, stdout, stderr }: ProgramResult): Diagnostic {
  const end = timedOut ? "took too long" : `ended with ${exitCode ?? "a signal"}`;
  return failure(`The test run ${end}: ${reportText(stderr || stdout)}`);
}

function failure(message: string, source?: string): Diagnostic {
  return {
    code: errorCodes.testsFailed,
    severity: "error",
    message,
    help,
    ...(source !== undefined && { location: { source } }),
  };
}
