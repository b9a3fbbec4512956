import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PackedPackage, startPackageRegistry } from "./package-registry.js";

const run = promisify(execFile);
const packagesDirectory = resolve(import.meta.dirname, "../../..");
const minutes = 60_000;

/** Somebody else's machine: our packages as tarballs, an empty project, a plain `npm install`. */
describe("a stranger with the published packages", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-stranger-"));
  const project = join(folder, "project");
  const adapter = join(project, "integrations/github");
  let registry: Awaited<ReturnType<typeof startPackageRegistry>>;

  /** Without this workspace's own npm settings, which npm hands down to the processes it starts. */
  const environment = (): NodeJS.ProcessEnv => ({
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
    npm_config_registry: registry.url,
    npm_config_loglevel: "error",
    npm_config_fund: "false",
    npm_config_audit: "false",
  });
  const npm = (args: readonly string[], cwd: string): Promise<{ stdout: string }> =>
    run("npm", args, { cwd, env: environment(), maxBuffer: 1e8 });

  beforeAll(async () => {
    const { stdout } = await run("npm", ["config", "get", "registry"], { cwd: folder });
    const packed: PackedPackage[] = [];
    for (const name of ["core", "cli", "pattern-api", "pattern-github"]) {
      const cwd = join(packagesDirectory, name);
      const made = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd });
      const [{ filename }] = packResult(made.stdout);
      packed.push({
        manifest: JSON.parse(
          readFileSync(join(cwd, "package.json"), "utf8"),
        ) as PackedPackage["manifest"],
        tarball: join(folder, filename),
      });
    }
    registry = await startPackageRegistry(packed, stdout.trim());
    mkdirSync(project);
    writeFileSync(
      join(project, "package.json"),
      JSON.stringify({ name: "product", private: true }),
    );
    await npm(["install", "@agentflow/cli", "@agentflow/pattern-github"], project);
  }, 5 * minutes);

  afterAll(async () => {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    "creates a verified adapter with one command",
    async () => {
      const command = join(project, "node_modules/.bin/agentflow");
      const { stdout } = await run(
        command,
        "integrate create --name GitHub --type api --include-tag repos,issues --json".split(" "),
        { cwd: project, env: environment(), maxBuffer: 1e8 },
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

/** npm 11 prints an array, npm 12 an object by package name. */
function packResult(stdout: string): readonly [{ readonly filename: string }] {
  const value: unknown = JSON.parse(stdout);
  return (Array.isArray(value) ? value : Object.values(value as object)) as [{ filename: string }];
}
