import { rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../command.ts";
import { addTestReports, testReportFile } from "../test-report.ts";
import { repositoryRoot, workspacePackages } from "../workspace.ts";
import { build } from "./build.ts";

/** Builds what is missing, runs every package's tests, and ends with the line `N passed, N failed`. */
export function test(): number {
  const built = build();
  if (built !== 0) return built;
  return runTests();
}

/** Runs every package's tests on the build as it stands. */
export function runTests(): number {
  const directories = [
    ...workspacePackages(repositoryRoot).map(({ directory }) => directory),
    join(repositoryRoot, "tools"),
  ];
  // A report of an earlier run must not count for a run that crashed.
  for (const directory of directories) rmSync(join(directory, testReportFile), { force: true });
  // One package at a time: vitest itself uses every core.
  const commandLine = ["run-many", "--targets=test", "--parallel=1", "--output-style=static"];
  const exitCode = runCommand("nx", commandLine);
  const { passed, failed } = addTestReports(directories);
  console.log(`\n${passed} passed, ${failed} failed`);
  return exitCode === 0 && failed > 0 ? 1 : exitCode;
}
