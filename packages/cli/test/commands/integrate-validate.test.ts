import { join } from "node:path";
import { AgentFlowError, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { FakeBuilder } from "../fake-builder.js";
import { runCommand } from "../run-command.js";
import { sampleValidation } from "../sample-reports.js";
import { temporaryFolder } from "../temporary-folder.js";

async function validate(builder: FakeBuilder, ...flags: readonly string[]) {
  const project = await temporaryFolder({ "package.json": {} });
  const run = await runCommand(["integrate", "validate", "out/pets", ...flags], {
    createBuilder: builder.create,
    workingDirectory: project,
  });
  return { ...run, project };
}

const failingTest = {
  code: errorCodes.testsFailed,
  severity: "error",
  message: "A test failed.",
  help: "Look.",
} as const;

describe("integrate validate", () => {
  test("a package that holds ends with 0", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = () => sampleValidation;
    const { exitCode, stdout, project } = await validate(builder);
    expect(exitCode).toBe(0);
    expect(builder.validations).toEqual([join(project, "out/pets")]);
    expect(stdout).toContain("Pet Store  ✔ every check held");
    expect(stdout).toContain("Changes   none since it was generated");
    expect(stdout).toContain("Time      7.30 s");
  });

  test("a package that does not hold ends with 5 and says why", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = () => ({
      ...sampleValidation,
      valid: false,
      changes: { edited: ["src/a.ts"], missing: ["src/b.ts"], added: ["x"] },
      tests: { passed: 3, failed: 2 },
      diagnostics: [
        {
          code: errorCodes.secretInSource,
          severity: "error",
          message: "src/a.ts holds a secret.",
          location: { source: "src/a.ts", line: 7 },
          help: "Read it from the environment.",
        },
      ],
    });
    const { exitCode, stdout } = await validate(builder);
    expect(exitCode).toBe(5);
    expect(stdout).toContain("Pet Store  ✘ does not hold");
    expect(stdout).toContain("Changes   files: 1 edited, 1 missing, 1 of your own");
    expect(stdout).toContain("Tests     3 passed, 2 failed");
    expect(stdout).toContain(
      "error AF_SECRET_IN_SOURCE: src/a.ts holds a secret.\n  at src/a.ts:7\n",
    );
  });

  test("--json prints exactly the report", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = () => ({ ...sampleValidation, valid: false });
    const { exitCode, stdout } = await validate(builder, "--json");
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toEqual({ ...sampleValidation, valid: false });
  });

  test("--quiet prints no progress", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = (options) => {
      options?.onProgress?.({ type: "stage-finished", stage: "tests", duration: 1 });
      return sampleValidation;
    };
    expect((await validate(builder, "--quiet")).stderr).toBe("");
    expect((await validate(builder)).stderr).toBe("Running the tests 0.00 s\n");
  });

  test("a folder that was not generated is wrong usage", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = () => {
      throw new AgentFlowError(errorCodes.packageNotGenerated, "out/pets has no record.", {
        help: "x",
      });
    };
    expect((await validate(builder)).exitCode).toBe(2);
  });

  test("at most ten problems are printed in full", async () => {
    const builder = new FakeBuilder();
    builder.onValidate = () => ({
      ...sampleValidation,
      valid: false,
      diagnostics: Array.from({ length: 12 }, () => failingTest),
    });
    const { stdout } = await validate(builder);
    expect(stdout.match(/error AF_TESTS_FAILED/g)).toHaveLength(10);
    expect(stdout).toContain("And 2 more problems: see them all with --verbose or --json.");
  });

  test("at most five findings of a part are printed", async () => {
    const builder = new FakeBuilder();
    const findings = Array.from({ length: 7 }, (_, index) => `finding ${index}`);
    builder.onValidate = () => ({
      ...sampleValidation,
      score: {
        total: 0,
        measured: 100,
        parts: [{ id: "docs", title: "Documented", weight: 100, score: 0, findings }],
      },
    });
    const { stdout } = await validate(builder);
    expect(stdout.match(/finding \d/g)).toHaveLength(5);
    expect(stdout).toContain("and 2 more");
  });
});
