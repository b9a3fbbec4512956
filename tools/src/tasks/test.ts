import { rmSync } from "node:fs";
import { join } from "node:path";
import { missingMessage, missingServices } from "@agentflow/services";
import { runCommand } from "../command.ts";
import { addTestReports, countsText, testReportFile } from "../test-report.ts";
import { repositoryRoot, workspacePackages } from "../workspace.ts";
import { build } from "./build.ts";
import { services } from "./services.ts";

/** Minutes that the tests of all packages may take: some five times what they need. */
const timeLimit = 45;

/** Builds what is missing, runs every package's tests, and ends with the line `N passed, N failed`. */
export function test(): number {
  const built = build();
  if (built !== 0) return built;
  return runTests();
}

/**
 * Runs every package's tests on the build as it stands. Tests whose server is missing are skipped, which the last
 * line counts; in continuous integration the servers are installed, and a test without its server fails.
 */
export function runTests(): number {
  if (isContinuousIntegration()) {
    services();
    process.env["AGENTFLOW_REQUIRE_SERVERS"] = "1";
  }
  const directories = [
    ...workspacePackages(repositoryRoot).map(({ directory }) => directory),
    join(repositoryRoot, "tools"),
    join(repositoryRoot, "tools/services"),
  ];
  // A report of an earlier run must not count for a run that crashed.
  for (const directory of directories) rmSync(join(directory, testReportFile), { force: true });
  // One package at a time: vitest itself uses every core, as nx.json tells it, and two at a time were no faster.
  // Printed as it comes: of tests that hang, the last lines tell where.
  const commandLine = ["run-many", "--targets=test", "--parallel=1", "--output-style=stream"];
  const exitCode = runCommand("nx", commandLine, timeLimit);
  if (exitCode === 124) console.error(`\nThe tests did not end within ${timeLimit} minutes.`);
  const counts = addTestReports(directories);
  if (counts.skipped > 0) for (const name of missingServices()) console.log(missingMessage(name));
  if (exitCode !== 0 && counts.failed === 0) {
    console.error(
      "\nNo test failed, and still the tests did not succeed: nx names the packages above.",
    );
    console.error("A package whose coverage is below what its vitest.config.ts demands says so.");
  }
  console.log(`\n${countsText(counts)}`);
  return exitCode === 0 && counts.failed > 0 ? 1 : exitCode;
}

function isContinuousIntegration(): boolean {
  return !["", "0", "false"].includes(process.env["CI"] ?? "");
}
