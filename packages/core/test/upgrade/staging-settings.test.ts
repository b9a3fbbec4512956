import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeStagingSettings } from "../../src/upgrade/staging-settings.js";
import { temporaryFolder, writeFiles } from "../builder/project-fixture.js";

/** A workspace with a project in it, and a folder to stage in. */
function workspace(files: Readonly<Record<string, string>>) {
  const root = temporaryFolder();
  writeFiles(root, { "package.json": "{}", "packages/a/package.json": "{}", ...files });
  const directory = temporaryFolder();
  return {
    root,
    write: (name: "npm" | "yarn" | "bun") =>
      writeStagingSettings(directory, {
        project: join(root, "packages/a"),
        manager: { name, program: name, evidence: join(root, "package.json") },
      }),
    text: (path: string) => readFileSync(join(directory, path), "utf8"),
  };
}

test("settings of npm are those of the workspace, and then those of the project", async () => {
  const { write, text } = workspace({ ".npmrc": "a=1", "packages/a/.npmrc": "b=2\n" });
  await write("npm");
  expect(text(".npmrc")).toBe("a=1\nb=2\n");
});

test("settings of Yarn are those of the workspace where the project has none", async () => {
  const { write, text } = workspace({ ".yarnrc.yml": "npmMinimalAgeGate: 0\n" });
  await write("yarn");
  expect(text(".yarnrc.yml")).toMatch(/^npmMinimalAgeGate: 0\nnodeLinker: node-modules\n/);
});

test("settings of Yarn are the project's own where it has some", async () => {
  const { write, text } = workspace({
    ".yarnrc.yml": "npmMinimalAgeGate: 0\n",
    "packages/a/.yarnrc.yml": "npmMinimalAgeGate: 1d\n",
  });
  await write("yarn");
  expect(text(".yarnrc.yml")).toMatch(/^npmMinimalAgeGate: 1d\nnodeLinker/);
});

test("the package manager's version is the workspace's", async () => {
  const { write, text } = workspace({ "package.json": '{"packageManager":"yarn@4.9.0"}' });
  await write("yarn");
  expect(JSON.parse(text("package.json"))).toMatchObject({ packageManager: "yarn@4.9.0" });
});

test.each([
  ["npm", ".npmrc"],
  ["bun", "bunfig.toml"],
] as const)("settings of %s that cannot be read are an error", async (name, file) => {
  const { write, root } = workspace({});
  mkdirSync(join(root, "packages/a", file));
  await expect(write(name)).rejects.toThrow(/EISDIR|EPERM|not supported|directory/i);
});
