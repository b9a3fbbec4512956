import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { packPackages, type Registry, startRegistry } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const packagesDirectory = resolve(import.meta.dirname, "../../..");
const minutes = 60_000;

/** Somebody else's machine: our packages in a registry, an empty project, a plain `npm install`. */
describe("a stranger with the published packages", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-stranger-"));
  const project = join(folder, "project");
  const adapter = join(project, "integrations/github");
  let registry: Registry;

  const npm = (args: readonly string[], cwd: string): Promise<{ stdout: string }> =>
    run("npm", args, { cwd, env: registry.environment, maxBuffer: 1e8 });

  beforeAll(async () => {
    registry = await startRegistry();
    const folders = ["core", "cli", "pattern-api", "pattern-github"].map((name) =>
      join(packagesDirectory, name),
    );
    for (const { tarball } of await packPackages(folders, folder)) await registry.publish(tarball);
    mkdirSync(project);
    writeFileSync(
      join(project, "package.json"),
      JSON.stringify({ name: "product", private: true }),
    );
    await npm(["install", "@agentflow/cli", "@agentflow/pattern-github"], project);
  }, 5 * minutes);

  afterAll(async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    "creates a verified adapter with one command",
    async () => {
      const command = join(project, "node_modules/.bin/agentflow");
      const { stdout } = await run(
        command,
        "integrate create --name GitHub --type api --include-tag repos,issues --json".split(" "),
        { cwd: project, env: registry.environment, maxBuffer: 1e8 },
      );
      const report = JSON.parse(stdout) as {
        pattern: object;
        tests: { passed: number; failed: number };
        score: { total: number };
      };
      expect(report.pattern).toEqual({
        package: "@agentflow/pattern-github",
        version: "0.1.0",
        id: "github",
      });
      expect(report.tests.failed).toBe(0);
      expect(report.tests.passed).toBeGreaterThan(250);
      expect(report.score.total).toBeGreaterThanOrEqual(95);
      expect(existsSync(join(adapter, "node_modules"))).toBe(false);
    },
    5 * minutes,
  );

  test(
    "builds and tests the adapter by itself after a plain npm install in it",
    async () => {
      await npm(["install"], adapter);
      await npm(["run", "build"], adapter);
      const { stdout } = await npm(["test"], adapter);
      expect(stripVTControlCharacters(stdout)).toMatch(/Tests\s+\d{3,} passed/);
    },
    5 * minutes,
  );

  test("imports the built adapter in plain JavaScript", async () => {
    const program = `import { createGitHub } from "./integrations/github/dist/index.js";
      const github = createGitHub({ token: "not-a-real-token" });
      console.log(typeof github.repos.get, typeof github.issues.listForRepo.all);
      await github.close();`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], {
      cwd: project,
    });
    expect(stdout.trim()).toBe("function function");
  });
});
