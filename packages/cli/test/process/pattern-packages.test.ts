import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Published, startPatternRegistry } from "../pattern-registry.js";
import { temporaryFolder } from "../temporary-folder.js";
import { spawnCommand } from "./spawn-command.js";

/** Programs of this repository: pnpm and Yarn. */
const programs = join(import.meta.dirname, "../../../../node_modules/.bin");

const canary = "lifecycle-script-ran";
const script = `node -e "require('fs').writeFileSync(process.env.CANARY, '')"`;
const pets: Published = {
  name: "@acme/agentflow-pattern-pets",
  version: "1.2.0",
  fields: { scripts: { preinstall: script, install: script, postinstall: script } },
  files: { "index.js": `require("fs").writeFileSync(process.env.CANARY, "")` },
};
const older: Published = { ...pets, version: "1.0.0" };

/** A project of a package manager, and a registry that has the pattern. */
async function scene(files: Readonly<Record<string, string | object>>, folder = ".") {
  const registry = await startPatternRegistry([older, pets]);
  const root = await temporaryFolder({ "home/.npmrc": `registry=${registry.url}\n`, ...files });
  const directory = join(root, folder);
  const environment = {
    PATH: `${programs}:${process.env["PATH"] ?? ""}`,
    HOME: join(root, "home"),
    CANARY: join(root, canary),
    npm_config_store_dir: join(root, "store"),
    YARN_NPM_REGISTRY_SERVER: registry.url,
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_NODE_LINKER: "node-modules",
    YARN_ENABLE_GLOBAL_CACHE: "false",
    YARN_ENABLE_TELEMETRY: "false",
  };
  const run = (...argv: readonly string[]) =>
    spawnCommand(["pattern", ...argv], { directory, environment }).ended;
  const json = async (path: string): Promise<unknown> =>
    JSON.parse(await readFile(join(directory, path), "utf8"));
  return { root, directory, run, json };
}

const project = { name: "project", version: "1.0.0" };

describe.each([
  [
    "npm",
    {
      "package.json": project,
      "package-lock.json": { name: "project", lockfileVersion: 3, packages: {} },
    },
    ".",
  ],
  ["pnpm", { "package.json": project, "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" }, "."],
  ["yarn", { "package.json": project, "yarn.lock": "" }, "."],
  [
    "npm",
    {
      "package.json": { ...project, name: "root", workspaces: ["apps/*"] },
      "apps/one/package.json": project,
    },
    "apps/one",
  ],
  [
    "pnpm",
    {
      "package.json": { ...project, name: "root" },
      "pnpm-workspace.yaml": "packages: [apps/*]\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "apps/one/package.json": project,
    },
    "apps/one",
  ],
] as const)("with %s, in a project %j, folder %s", (manager, files, folder) => {
  test("patterns are added, listed and removed, and no code of theirs runs", async () => {
    const { root, run, json } = await scene(files, folder);
    const added = await run("add", pets.name, "--accept-publisher");
    expect(added, added.stderr).toMatchObject({ exitCode: 0 });
    expect(added.stdout).toContain(`Added ${pets.name} 1.2.0 with ${manager}.`);
    const alias = await run("add", `${pets.name}@1.0.0`, "--as", "pets-1", "--accept-publisher");
    expect(alias, alias.stderr).toMatchObject({ exitCode: 0 });
    expect(await json("package.json")).toMatchObject({
      devDependencies: { [pets.name]: "1.2.0", "pets-1": `npm:${pets.name}@1.0.0` },
    });

    const listed = await run("list", "--json");
    expect(JSON.parse(listed.stdout)).toMatchObject({
      patterns: [
        { package: pets.name, installedAs: pets.name, version: "1.2.0", source: "registry" },
        { package: pets.name, installedAs: "pets-1", version: "1.0.0", source: "registry" },
      ],
      diagnostics: [],
    });

    expect((await run("info", "pets")).stdout).toContain(
      "Installed: 1.0.0 as pets-1, from registry",
    );

    const removed = await run("remove", "pets-1");
    expect(removed, removed.stderr).toMatchObject({ exitCode: 0 });
    expect(await json("package.json")).toMatchObject({ devDependencies: { [pets.name]: "1.2.0" } });
    expect(JSON.parse((await run("list", "--json")).stdout)).toMatchObject({
      patterns: [{ installedAs: pets.name }],
    });
    expect(existsSync(join(root, canary))).toBe(false);
  });
});

test("without --accept-publisher nothing is installed where nobody can be asked", async () => {
  const { run, json, directory } = await scene({ "package.json": project });
  const { exitCode, stderr } = await run("add", pets.name);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("error AF_PUBLISHER_UNTRUSTED: ");
  expect(await json("package.json")).toEqual(project);
  expect(existsSync(join(directory, "node_modules"))).toBe(false);
});
