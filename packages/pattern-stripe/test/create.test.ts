import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const workspace = resolve(import.meta.dirname, "../../..");
const command = join(workspace, "packages/cli/bin/agentflow.mjs");
const minutes = 60_000;
const createWords = "integrate create --name Stripe --type api --json --out".split(" ");

/** The main job, by the real command in a project of its own: all of Stripe, verified. */
describe("integrate create --name Stripe --type api", () => {
  const project = mkdtempSync(join(tmpdir(), "agentflow-create-"));
  const adapter = join(project, "output/stripe");
  let report: Record<string, unknown>;

  beforeAll(async () => {
    mkdirSync(join(project, "node_modules/@agentflow"), { recursive: true });
    symlinkSync(
      join(workspace, "packages/pattern-stripe"),
      join(project, "node_modules/@agentflow/pattern-stripe"),
      "dir",
    );
    const dependencies = { "@agentflow/pattern-stripe": "*" };
    writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies }));
    const { stdout } = await run(process.execPath, [command, ...createWords, adapter], {
      cwd: project,
      maxBuffer: 1e8,
    });
    report = JSON.parse(stdout) as Record<string, unknown>;
  }, 5 * minutes);

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test("writes every operation", () => {
    expect(report).toMatchObject({
      name: "Stripe",
      units: { singular: "operation or event", count: 452 + 222 },
      pattern: { id: "stripe" },
    });
  });

  test("passes at least one test for every operation, and fails none", () => {
    const { passed, failed } = report["tests"] as { passed: number; failed: number };
    expect(failed).toBe(0);
    expect(passed).toBeGreaterThan(452);
  });

  test("scores at least 95", () => {
    expect((report["score"] as { total: number }).total).toBeGreaterThanOrEqual(95);
  });

  test("spends nothing on a model", () => {
    expect(report["cost"]).toEqual({ usd: 0, tokens: 0 });
  });

  test("reuses at least 80 % of the code behind it", () => {
    expect(report["reuse"]).toBeGreaterThanOrEqual(0.8);
  });

  test(
    "notices an edit that breaks an operation",
    async () => {
      // A part of it shows this as well as all of it, and sooner.
      const part = join(project, "output/charges");
      await run(process.execPath, [command, ...createWords, part, "--include-tag", "charges"], {
        cwd: project,
        maxBuffer: 1e8,
      });
      const file = join(part, "src/operations/charges.ts");
      const source = readFileSync(file, "utf8");
      const broken = source.replace('"/v1/charges/search"', '"/v1/charge/search"');
      expect(broken).not.toBe(source);
      writeFileSync(file, broken);
      const words = ["integrate", "validate", part, "--json"];
      const failure = await run(process.execPath, [command, ...words], {
        cwd: project,
        maxBuffer: 1e8,
      }).then(
        () => ({ code: 0, stdout: "{}" }),
        (error: { code: number; stdout: string }) => error,
      );
      expect(failure.code).toBe(5);
      expect(failure.stdout).toContain("AF_TESTS_FAILED");
    },
    5 * minutes,
  );
});
