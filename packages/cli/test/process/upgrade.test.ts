import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findToolPackage } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { commandFile } from "../../src/verification-tools.js";
import { type Published, startPatternRegistry } from "../pattern-registry.js";
import { temporaryFolder } from "../temporary-folder.js";
import { spawnCommand } from "./spawn-command.js";

const run = promisify(execFile);
/** Milliseconds for a test that installs packages with npm, on a machine with other work. */
const patience = 180_000;
const dependencies = { "@agentflow/core": "^1.0.0", zod: "^4.0.0" };

/** The small pattern of these tests, in a version whose README names it. */
async function pets(
  version: string,
  change: readonly [string, string] = ["", ""],
): Promise<Published> {
  const source = fileURLToPath(new URL("pattern-pets/index.js", import.meta.url));
  const text = await readFile(source, "utf8");
  return {
    name: "pattern-pets",
    version,
    fields: { dependencies },
    files: { "index.js": text.replace("# Pets", `# Pets ${version}`).replace(...change) },
  };
}

/** A package that stands for one of this repository. */
function standIn(name: string, version: string): Published {
  const entry = join(
    findToolPackage(name, commandFile).directory,
    name === "zod" ? "index.js" : "dist/index.js",
  );
  const text = `export * from ${JSON.stringify(pathToFileURL(entry).href)};\n`;
  return {
    name,
    version,
    manifest: null,
    fields: { exports: "./index.js" },
    files: { "index.js": text },
  };
}

/** A project in which npm has installed the pattern, and its commands. */
async function project(packages: readonly string[] = ["pattern-pets@1.0.0"]) {
  const { url } = await startPatternRegistry([
    standIn("@agentflow/core", "1.0.0"),
    standIn("zod", "4.0.0"),
    await pets("1.0.0"),
    await pets("1.1.0"),
    await pets("1.2.0", ['${broken ? "1"', '${!broken ? "1"']),
  ]);
  const directory = await temporaryFolder({
    "package.json": { name: "project", private: true },
    ".npmrc": `registry=${url}\naudit=false\nfund=false\nupdate-notifier=false\n`,
  });
  const environment = { npm_config_cache: join(directory, "npm-cache") };
  const npm = (...args: readonly string[]) =>
    run("npm", [...args, "--ignore-scripts"], {
      cwd: directory,
      env: { PATH: process.env["PATH"], HOME: directory, ...environment },
    });
  await npm("install", "--save-dev", ...packages);
  const text = (path: string): Promise<string> => readFile(join(directory, path), "utf8");
  const agentflow = (...argv: readonly string[]) =>
    spawnCommand(argv, { directory, environment: { ...environment, NO_COLOR: "1" } }).ended;
  return { directory, npm, text, agentflow };
}

const create = ["integrate", "create", "--name", "Pets", "--quiet"];
const version = /^ +"version": "(.*)"$/m;

describe("a pinned pattern, with the real command and npm", () => {
  test(
    "is outdated, upgraded, put back when the next one fails, and brought back",
    async () => {
      const { text, agentflow, directory } = await project();
      expect(await agentflow(...create)).toMatchObject({ exitCode: 0 });
      const first = await text("agentflow.lock");
      expect(first).toMatch(/"integrity": "sha512-/);
      const outdated = await agentflow("pattern", "outdated");
      expect(outdated.exitCode).toBe(3);
      expect(outdated.stdout).toContain(
        "pattern-pets  1.0.0      1.0.0 (integrations/pets)  1.2.0   1.2.0   yes",
      );

      await writeFile(join(directory, "integrations/pets/src/index.ts"), "// mine\n");
      const upgrade = ["pattern", "upgrade", "npm:pattern-pets", "--yes"];
      const asked = await agentflow("pattern", "upgrade", "npm:pattern-pets", "--to", "1.1.0");
      expect(asked).toMatchObject({ exitCode: 2 });
      expect(asked.stderr).toContain("Nobody can be asked whether to upgrade");
      const upgraded = await agentflow(...upgrade, "--to", "1.1.0");
      expect(upgraded.stderr).toContain("changed  README.md  +1 -1");
      expect(upgraded.stderr).toContain("edited   src/index.ts  is made anew; a copy is kept");
      expect(upgraded).toMatchObject({ exitCode: 0 });
      expect(await text("integrations/pets/README.md")).toMatch(/^# Pets 1\.1\.0\n/);
      expect(await text(".agentflow/edited/integrations/pets@1.0.0/src/index.ts")).toBe(
        "// mine\n",
      );
      const second = await text("agentflow.lock");
      expect(version.exec(second)?.[1]).toBe("1.1.0");

      const before = [await text("package.json"), await text("package-lock.json")];
      const failed = await agentflow(...upgrade);
      expect(failed.exitCode).toBe(5);
      expect(failed.stderr).toContain("Putting everything back as it was");
      expect([await text("package.json"), await text("package-lock.json")]).toEqual(before);
      expect(await text("agentflow.lock")).toBe(second);
      expect(await text("integrations/pets/README.md")).toMatch(/^# Pets 1\.1\.0\n/);
      expect(await text("node_modules/pattern-pets/package.json")).toContain('"1.1.0"');

      const back = [...upgrade, "--to", "1.0.0"];
      expect(await agentflow(...back)).toMatchObject({ exitCode: 2 });
      expect(await agentflow(...back, "--accept")).toMatchObject({ exitCode: 0 });
      expect(await text("agentflow.lock")).toBe(first);
      expect(JSON.parse(await text("package.json"))).toMatchObject({
        devDependencies: { "pattern-pets": "1.0.0" },
      });
    },
    patience,
  );

  test(
    "is used in two versions at once, and refused when frozen and altered, or not what is installed",
    async () => {
      const { text, agentflow, directory, npm } = await project([
        "pets-old@npm:pattern-pets@1.0.0",
        "pets-new@npm:pattern-pets@1.1.0",
      ]);
      for (const name of ["old", "new"]) {
        const flags = ["--pattern", `pets-${name}`, "--out", `adapters/${name}`];
        expect(await agentflow(...create, ...flags)).toMatchObject({ exitCode: 0 });
      }
      const pinned = await text("agentflow.lock");
      const frozen = (name: string) =>
        agentflow(...create, "--out", `adapters/${name}`, "--force", "--frozen");
      await rm(join(directory, "adapters"), { recursive: true });
      expect(await frozen("old")).toMatchObject({ exitCode: 0 });
      expect(await frozen("new")).toMatchObject({ exitCode: 0 });
      expect(await text("adapters/old/README.md")).toMatch(/^# Pets 1\.0\.0\n/);
      expect(await text("adapters/new/README.md")).toMatch(/^# Pets 1\.1\.0\n/);

      const entry = join(directory, "node_modules/pets-old/index.js");
      const bytes = await readFile(entry);
      await writeFile(entry, Buffer.concat([bytes, Buffer.from('console.log("LOADED");')]));
      const altered = await frozen("old");
      expect(altered.exitCode).toBe(1);
      expect(altered.stderr).toMatch(
        /AF_PATTERN_ALTERED: pattern-pets 1\.0\.0 is not .*: expected sha256-[0-9a-f]{64}, found sha256-/,
      );
      expect(altered.stdout + altered.stderr).not.toContain("LOADED");
      expect(await frozen("new")).toMatchObject({ exitCode: 0 });

      await npm("install", "--save-dev", "pets-old@npm:pattern-pets@1.2.0");
      const other = await frozen("old");
      expect(other.exitCode).toBe(2);
      expect(other.stderr).toContain(
        '"adapters/old" is pinned to pattern-pets 1.0.0, and 1.1.0 and 1.2.0 is installed.',
      );
      expect(await text("agentflow.lock")).toBe(pinned);
    },
    patience,
  );
});
