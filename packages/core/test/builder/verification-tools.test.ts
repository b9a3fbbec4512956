import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import {
  findToolPackage,
  findVerificationTools,
  toolProgram,
} from "../../src/builder/verification-tools.js";
import { temporaryFolder, writeFiles } from "./project-fixture.js";

const tool = (version: string, bin?: object) => ({ name: "vitest", version, ...(bin && { bin }) });
const packages = {
  "@agentflow/core/package.json": { version: "1.0.0" },
  "@types/node/package.json": { version: "24.0.0" },
  "typescript/package.json": { version: "7.0.0", bin: { tsc: "./bin/tsc" } },
  "vitest/package.json": tool("5.0.0", { vitest: "./vitest.mjs" }),
};
const installedIn = (folder: string) =>
  Object.fromEntries(Object.entries(packages).map(([path, json]) => [`${folder}/${path}`, json]));

/** A folder with files in it; objects are written as JSON. */
function filledFolder(files: Readonly<Record<string, string | object>>): string {
  const folder = temporaryFolder();
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  // Pairs of strings, as they were made above.
  writeFiles(folder, Object.fromEntries(texts) as Record<string, string>);
  return folder;
}

describe("findVerificationTools", () => {
  test("the dependencies of a package start", async () => {
    const tools = findVerificationTools(fileURLToPath(import.meta.url));
    const run = promisify(execFile);
    for (const entry of [tools.typescript, tools.vitest]) {
      const { stdout } = await run(process.execPath, [entry, "--version"]);
      expect(stdout).toMatch(/\d+\.\d+\.\d+/);
    }
    expect(Object.keys(tools.packages)).toEqual([
      "@agentflow/core",
      "@types/node",
      "typescript",
      "vitest",
    ]);
  });

  test("npm's layout: packages lie beside the command", async () => {
    const project = filledFolder({
      "node_modules/@agentflow/cli/dist/bin.js": "",
      ...installedIn("node_modules"),
    });
    const tools = findVerificationTools(join(project, "node_modules/@agentflow/cli/dist/bin.js"));
    expect(tools).toEqual({
      typescript: join(project, "node_modules/typescript/bin/tsc"),
      vitest: join(project, "node_modules/vitest/vitest.mjs"),
      packages: {
        "@agentflow/core": join(project, "node_modules/@agentflow/core"),
        "@types/node": join(project, "node_modules/@types/node"),
        typescript: join(project, "node_modules/typescript"),
        vitest: join(project, "node_modules/vitest"),
      },
    });
  });

  test("pnpm's layout: the command is a link, and its packages lie beside what the link leads to", async () => {
    const store = "node_modules/.pnpm/@agentflow+cli@0.1.0/node_modules";
    const project = filledFolder({
      [`${store}/@agentflow/cli/dist/bin.js`]: "",
      "node_modules/@agentflow/.keep": "",
      ...installedIn(store),
    });
    const link = join(project, "node_modules/@agentflow/cli");
    await symlink(join(project, store, "@agentflow/cli"), link, "junction");
    const tools = findVerificationTools(join(link, "dist/bin.js"));
    expect(tools.vitest).toBe(join(project, store, "vitest/vitest.mjs"));
  });

  test("the nearest of two versions is used", async () => {
    const project = filledFolder({
      "node_modules/@agentflow/cli/dist/bin.js": "",
      "node_modules/@agentflow/cli/node_modules/vitest/package.json": tool("5.0.0"),
      "node_modules/vitest/package.json": tool("3.0.0"),
    });
    const from = join(project, "node_modules/@agentflow/cli/dist/bin.js");
    expect(findToolPackage("vitest", from).version).toBe("5.0.0");
  });

  test("a package that is not installed is named", async () => {
    const project = filledFolder({ "bin.js": "" });
    expect(() => findVerificationTools(join(project, "bin.js"))).toThrow(
      expect.objectContaining({
        code: "AF_VERIFIER_UNAVAILABLE",
        message: "The package @agentflow/core, which verification needs, is not installed.",
      }),
    );
  });

  test("a package whose package.json is broken is named", async () => {
    const project = filledFolder({
      "bin.js": "",
      "node_modules/vitest/package.json": "{",
    });
    expect(() => findToolPackage("vitest", join(project, "bin.js"))).toThrow(
      expect.objectContaining({
        code: "AF_VERIFIER_UNAVAILABLE",
        message: expect.stringContaining(
          "node_modules/vitest/package.json cannot be read",
        ) as string,
      }),
    );
  });

  test("a package without the program is named", async () => {
    const project = filledFolder({
      "bin.js": "",
      "node_modules/vitest/package.json": tool("1.2.3"),
    });
    const found = findToolPackage("vitest", join(project, "bin.js"));
    expect(() => toolProgram(found, "vitest")).toThrow('vitest 1.2.3 has no program "vitest".');
  });
});
