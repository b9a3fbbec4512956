import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { runProgram } from "./program.ts";
import { keptProblems, type Problem, type Tests } from "./result.ts";
import type { TypeCheckRequest } from "./type-check-packages.ts";

/** The fields of vitest's JSON report that are read. */
interface Report {
  readonly testResults: readonly {
    /** Absolute path. */
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

const reportFile = "report.json";
/** As a package's own vitest.config.ts, but for all packages of the folder. */
const configuration = `export default {
  test: { include: ["*/test/**/*.test.ts"], isolate: false, pool: "threads" },
};
`;

/**
 * Runs the tests of packages in one process, because starting it takes longer than most tests. When it does not come to
 * an end, each half gets a process of its own, until it is known which package it is.
 * @returns what the tests came to, by folder
 */
export async function testPackages(request: TypeCheckRequest): Promise<ReadonlyMap<string, Tests>> {
  const { folder, packages, limit, signal } = request;
  const [first] = packages;
  if (first === undefined) return new Map();
  const report = join(folder, reportFile);
  rmSync(report, { force: true });
  writeFileSync(join(folder, "vitest.config.mjs"), configuration);
  const result = await runProgram(
    [
      vitest(),
      "run",
      "--reporter=json",
      `--outputFile=${report}`,
      ...packages.map((name) => `${name}/`),
    ],
    { directory: folder, limit, signal },
  );
  if (existsSync(report) && !result.timedOut) {
    // Vitest's own output.
    const json = JSON.parse(readFileSync(report, "utf8")) as Report;
    return new Map(packages.map((name) => [name, testsOf(json, folder, name)]));
  }
  if (packages.length === 1) {
    const end = result.timedOut ? `took more than ${limit} s` : `ended with ${result.exitCode}`;
    const message = `The test run ${end}: ${result.output.slice(0, 500)}`;
    const code = result.timedOut ? "TIME_LIMIT" : "CRASHED";
    return new Map([[first, { passed: 0, failed: 1, problems: [{ code, message }] }]]);
  }
  const middle = Math.ceil(packages.length / 2);
  return new Map([
    ...(await testPackages({ ...request, packages: packages.slice(0, middle) })),
    ...(await testPackages({ ...request, packages: packages.slice(middle) })),
  ]);
}

function vitest(): string {
  return join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
}

function testsOf({ testResults }: Report, folder: string, name: string): Tests {
  const files = testResults
    .map((file) => ({
      ...file,
      path: relative(join(folder, name), file.name).replaceAll(sep, "/"),
    }))
    .filter(({ path }) => !path.startsWith("../"));
  const tests = files.flatMap(({ path, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, path })),
  );
  const failed = tests.filter(({ status }) => status === "failed");
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const problems: Problem[] = [
    ...unloaded.map(({ path, message = "" }) => problem(path, message)),
    ...failed.map(({ path, fullName, failureMessages }) =>
      problem(path, `${fullName}: ${failureMessages?.[0] ?? ""}`),
    ),
  ];
  // A package whose tests did not run has not passed them.
  if (tests.length === 0 && unloaded.length === 0) problems.push(problem("test", "No test ran."));
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: problems.length,
    problems: problems.slice(0, keptProblems),
  };
}

/** Without the stack, whose paths are gone by the time it is read. */
function problem(place: string, text: string): Problem {
  return { code: "TESTS_FAILED", message: text.split(/\n\s+at /, 1)[0] ?? "", place };
}
