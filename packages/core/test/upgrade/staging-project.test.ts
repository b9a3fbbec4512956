import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Environment } from "../../src/documents/environment.js";
import { findPackageManager } from "../../src/installation/find-package-manager.js";
import { discoverPatterns } from "../../src/registry/discover-patterns.js";
import { systemClock } from "../../src/runtime/clock.js";
import { createStagingProject } from "../../src/upgrade/staging-project.js";
import { publishedPattern } from "../catalog/published.js";
import { writeFiles } from "../builder/project-fixture.js";
import { integrityOf, upgradeScene } from "./upgrade-fixture.js";

/** Stages 1.3.0 of a project with these files; the package manager of a test is called as the project's own. */
async function stage(
  files: Readonly<Record<string, string>>,
  dependencies: Readonly<Record<string, string>> = {},
) {
  const { projectDirectory, options } = await upgradeScene({ "1.3.0": {} });
  writeFiles(projectDirectory, files);
  const [installed] = (await discoverPatterns(projectDirectory)).patterns;
  const { versions } = publishedPattern("pattern-status", {
    "1.3.0": { integrity: integrityOf("1.3.0"), dependencies },
  });
  const [target] = versions;
  if (!installed || !target) throw new Error("The pattern is not found.");
  const environment: Environment = options.environment ?? {};
  const staged = await createStagingProject({
    directory: projectDirectory,
    environment,
    signal: new AbortController().signal,
    clock: systemClock,
    manager: { ...(await findPackageManager(projectDirectory)), program: "npm" },
    installed,
    target,
  });
  onTestFinished(() => staged.remove());
  return {
    text: (path: string) => readFileSync(join(staged.directory, path), "utf8"),
    staged,
    command: readFileSync(join(projectDirectory, "commands.log"), "utf8"),
  };
}

describe("the settings of the project hold", () => {
  test("of npm, which nobody else may read", async () => {
    const { text, staged } = await stage({ ".npmrc": "//registry.test/:_authToken=${TOKEN}\n" });
    expect(text(".npmrc").trim()).toBe("//registry.test/:_authToken=${TOKEN}");
    expect(statSync(join(staged.directory, ".npmrc")).mode & 0o777).toBe(0o600);
    expect(statSync(staged.directory).mode & 0o777).toBe(0o700);
  });

  test("of Yarn, but for where it finds itself and puts packages", async () => {
    const { text } = await stage({
      "yarn.lock": "__metadata:\n  version: 8\n",
      ".yarnrc.yml":
        'yarnPath: .yarn/releases/yarn.cjs\nnodeLinker: pnp\nplugins:\n  - path: .yarn/plugins/a.cjs\n    spec: a\nnpmScopes:\n  acme:\n    npmRegistryServer: "https://npm.acme.test"\nnpmMinimalAgeGate: 0',
    });
    expect(text(".yarnrc.yml")).toBe(
      'npmScopes:\n  acme:\n    npmRegistryServer: "https://npm.acme.test"\nnpmMinimalAgeGate: 0\nnodeLinker: node-modules\nenableImmutableInstalls: false\nenableScripts: false\n',
    );
    expect(text("yarn.lock")).toBe("");
  });

  test("of Yarn where there are none", async () => {
    const { text } = await stage({ "yarn.lock": "__metadata:\n  version: 8\n" });
    expect(text(".yarnrc.yml")).toBe(
      "nodeLinker: node-modules\nenableImmutableInstalls: false\nenableScripts: false\n",
    );
  });

  test("of Bun", async () => {
    const { text } = await stage({
      "bun.lock": "{}",
      "bunfig.toml": "[install]\nfrozen = false\n",
    });
    expect(text("bunfig.toml")).toBe("[install]\nfrozen = false\n");
  });

  test("of Bun where there are none", async () => {
    const { staged } = await stage({ "bun.lock": "{}" });
    expect(staged.measured.own.version).toBe("1.3.0");
  });

  test("of the version of the package manager", async () => {
    const json = { devDependencies: { "pattern-status": "1.2.3" }, packageManager: "npm@12.0.0" };
    const { text } = await stage({ "package.json": JSON.stringify(json) });
    expect(JSON.parse(text("package.json"))).toMatchObject({ packageManager: "npm@12.0.0" });
  });
});

test("what the project has installed is kept where the new version allows it", async () => {
  const { command } = await stage(
    {
      "node_modules/kept/package.json": '{"name":"kept","version":"1.1.0"}',
      "node_modules/old/package.json": '{"name":"old","version":"1.1.0"}',
      "node_modules/none/package.json": '{"name":"none"}',
      "store/1.1.0/package.json": "{}",
    },
    { kept: "^1.0.0", old: "^2.0.0", none: "^1.0.0", absent: "^1.0.0" },
  );
  expect(command).toMatch(/aside: .* -- pattern-status@1\.3\.0 kept@1\.1\.0\n/);
});
