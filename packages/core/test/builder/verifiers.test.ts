import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { runTests, type TestRun } from "../../src/builder/test-run.js";
import { typeCheck, type TypeCheck } from "../../src/builder/type-check.js";
import { systemClock } from "../../src/runtime/clock.js";
import { temporaryFolder, writeFiles } from "./project-fixture.js";

const base = { environment: {}, signal: new AbortController().signal, clock: systemClock };

function checkWith(compiler: string): Promise<TypeCheck> {
  const directory = temporaryFolder();
  writeFiles(directory, { "tsc.mjs": compiler });
  return typeCheck({ ...base, directory, program: join(directory, "tsc.mjs") });
}

describe("a type check", () => {
  test("passes when the compiler ends well", async () => {
    expect(await checkWith("")).toMatchObject({ passed: true, diagnostics: [], files: [] });
  });

  test("runs the compiler on the package's own configuration, writing nothing", async () => {
    const { diagnostics } = await checkWith(
      "console.log('error TS1: ' + process.argv.slice(2).join(' ')); process.exit(1);",
    );
    expect(diagnostics[0]?.message).toBe("TS1: -p tsconfig.json --noEmit --pretty false");
  });

  test("tells each error with file, line and column", async () => {
    const { diagnostics, files, passed } = await checkWith(`
      console.log("src/a.ts(3,14): error TS2322: Type 'string' is not assignable to type 'number'.");
      console.log("  The expected type comes from property 'x'.");
      console.log("src/(b).ts(1,1): error TS1005: ';' expected.");
      process.exit(2);`);
    expect({ files, passed }).toEqual({ files: ["src/a.ts", "src/(b).ts"], passed: false });
    expect(diagnostics).toMatchObject([
      {
        code: "AF_TYPECHECK_FAILED",
        severity: "error",
        message: "TS2322: Type 'string' is not assignable to type 'number'.",
        location: { source: "src/a.ts", line: 3, column: 14 },
      },
      { location: { source: "src/(b).ts", line: 1, column: 1 } },
    ]);
  });

  test("tells an error of the configuration without a place", async () => {
    const { diagnostics } = await checkWith(
      "console.log('error TS5023: Unknown option.'); process.exit(1);",
    );
    expect(diagnostics).toMatchObject([{ message: "TS5023: Unknown option." }]);
    expect(diagnostics[0]).not.toHaveProperty("location");
  });

  test("lists fifty errors and counts the others", async () => {
    const { diagnostics } = await checkWith(`
      for (let n = 1; n <= 60; n += 1) console.log("a.ts(" + n + ",1): error TS1: x");
      process.exit(2);`);
    expect(diagnostics).toHaveLength(51);
    expect(diagnostics.at(-1)?.message).toBe(
      "The type check found 60 errors; the first 50 are listed.",
    );
  });

  test("fails when the compiler crashes", async () => {
    const { passed, diagnostics } = await checkWith("throw new Error('out of memory');");
    expect(passed).toBe(false);
    expect(diagnostics[0]?.message).toMatch(
      /^The type check ended with 1 and without an error: .*out of memory/,
    );
  });

  test("fails when the compiler is killed", async () => {
    const { diagnostics } = await checkWith("process.kill(process.pid, 'SIGKILL');");
    expect(diagnostics[0]?.message).toMatch(/^The type check ended with a signal/);
  });

  test("fails when it takes too long", async () => {
    const clock = {
      ...systemClock,
      after: (_: number, callback: () => void) => systemClock.after(100, callback),
    };
    const directory = temporaryFolder();
    writeFiles(directory, { "tsc.mjs": "setInterval(() => {}, 1000);" });
    const { diagnostics } = await typeCheck({
      ...base,
      clock,
      directory,
      program: join(directory, "tsc.mjs"),
    });
    expect(diagnostics[0]?.message).toMatch(/^The type check took too long/);
  });
});

/** A test runner that writes the given report and ends with the given code. */
function testWith(report: unknown, exitCode = 0, prelude = ""): Promise<TestRun> {
  const directory = temporaryFolder();
  const text = typeof report === "string" ? report : JSON.stringify(report);
  const write = report === undefined ? "" : `writeFileSync(output, ${JSON.stringify(text)});`;
  writeFiles(directory, {
    "vitest.mjs": `import { writeFileSync } from "node:fs";
      const output = process.argv.find((argument) => argument.startsWith("--outputFile=")).slice(13);
      ${prelude} ${write} process.exit(${exitCode});`,
  });
  const run = { ...base, directory, program: join(directory, "vitest.mjs") };
  return runTests(run, systemFileSystem, join(directory, "report.json"));
}

const passed = { fullName: "group get", status: "passed" };
const failed = {
  fullName: "group put",
  status: "failed",
  failureMessages: ["AssertionError: expected 1 to be 2\n    at /tmp/x.ts:3:4", "second"],
};
const file = (name: string, status: string, ...assertionResults: readonly object[]) => ({
  name,
  status,
  assertionResults,
});

describe("a test run", () => {
  test("passes when tests ran and all of them passed", async () => {
    const run = await testWith({ testResults: [file("a.test.ts", "passed", passed, passed)] });
    expect(run).toMatchObject({ passed: true, counts: { passed: 2, failed: 0 }, diagnostics: [] });
  });

  test("tells each failed test with its file and the first line of why", async () => {
    const run = await testWith({ testResults: [file("a.test.ts", "failed", passed, failed)] }, 1);
    expect(run).toMatchObject({
      passed: false,
      counts: { passed: 1, failed: 1 },
      files: [{ passed: ["group get"], failed: ["group put"] }],
      diagnostics: [
        {
          code: "AF_TESTS_FAILED",
          severity: "error",
          message: "group put: AssertionError: expected 1 to be 2",
        },
      ],
    });
  });

  test("does not count skipped tests as passed", async () => {
    const skipped = { fullName: "x", status: "skipped" };
    const run = await testWith({ testResults: [file("a.test.ts", "passed", skipped, passed)] });
    expect(run.counts).toEqual({ passed: 1, failed: 0 });
  });

  test("fails when a file did not load", async () => {
    const broken = { ...file("a.test.ts", "failed"), message: "Cannot find module" };
    const run = await testWith({ testResults: [broken] }, 1);
    expect(run).toMatchObject({
      passed: false,
      counts: { passed: 0, failed: 1 },
      diagnostics: [{ message: "The file did not run: Cannot find module" }],
    });
  });

  test("fails when no test ran", async () => {
    const run = await testWith({ testResults: [] });
    expect(run).toMatchObject({ passed: false, diagnostics: [{ message: "No test ran." }] });
  });

  test("fails when every test passed and something else went wrong", async () => {
    const report = { testResults: [file("a.test.ts", "passed", passed)] };
    const run = await testWith(report, 1, "console.error('Unhandled error');");
    expect(run).toMatchObject({
      passed: false,
      diagnostics: [{ message: "The test run ended with 1: Unhandled error" }],
    });
  });

  test.each([
    ["without a report", undefined],
    ["with half a report", '{"testResults":['],
    ["with another report", "{}"],
  ])("fails when the runner ends well %s", async (_, report) => {
    const run = await testWith(report);
    expect(run).toMatchObject({ passed: false, counts: { passed: 0, failed: 0 } });
    expect(run.diagnostics).toHaveLength(1);
  });

  test("lists fifty failures and counts the others", async () => {
    const many = file("a.test.ts", "failed", ...Array.from({ length: 60 }, () => failed));
    const { diagnostics } = await testWith({ testResults: [many] }, 1);
    expect(diagnostics).toHaveLength(51);
    expect(diagnostics.at(-1)?.message).toBe("60 tests failed; the first 50 are listed.");
  });

  test("tells failures without colours, controls or secrets", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const noisy = { ...failed, failureMessages: [`\u001b[31mwrong\u001b[39m ${token}\u202e`] };
    const { diagnostics } = await testWith(
      { testResults: [file("a.test.ts", "failed", noisy)] },
      1,
    );
    expect(diagnostics[0]?.message).toBe("group put: wrong [secret]\\u202e");
  });

  test("shortens what is long", async () => {
    const long = { ...failed, failureMessages: ["x".repeat(9000)] };
    const { diagnostics } = await testWith({ testResults: [file("a.test.ts", "failed", long)] }, 1);
    expect(diagnostics[0]?.message).toHaveLength("group put: ".length + 501);
  });
});

test("a report that cannot be read is an error and no failed test", async () => {
  const directory = temporaryFolder();
  writeFiles(directory, { "vitest.mjs": "", "report.json": "{}" });
  const fileSystem = { ...systemFileSystem, readFile: () => Promise.reject(new Error("EIO")) };
  const run = { ...base, directory, program: join(directory, "vitest.mjs") };
  await expect(runTests(run, fileSystem, join(directory, "report.json"))).rejects.toThrow("EIO");
});
