import { cp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findToolPackage } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { commandFile } from "../../src/verification-tools.js";
import { runCommand } from "../run-command.js";
import { linkPackage, temporaryFolder } from "../temporary-folder.js";

const pets = fileURLToPath(new URL("../process/pattern-pets", import.meta.url));

/** The small pattern of these tests, with a case and what a pattern of its own would have installed. */
async function petsPattern(): Promise<string> {
  const folder = await temporaryFolder({
    "pets/test/feeding/case.json": {
      title: "feeding",
      input: { name: "Pets" },
      golden: ["README.md"],
    },
    "pets/test/feeding/golden/README.md":
      '# Pets\n\n`pets/feed`\n\n```ts\nimport { feed } from "pets-adapter";\n```\n',
  });
  const directory = join(folder, "pets");
  await cp(pets, directory, { recursive: true });
  for (const name of ["@agentflow/core", "zod", "@types/node", "typescript", "vitest"]) {
    await linkPackage(directory, name, findToolPackage(name, commandFile).directory);
  }
  return directory;
}

describe("pattern test", () => {
  test("prints each check with its points, what is wrong, and what to do", async () => {
    const directory = await petsPattern();
    const { exitCode, stdout, stderr } = await runCommand(["pattern", "test", "pets"], {
      workingDirectory: dirname(directory),
    });
    expect(exitCode).toBe(5);
    expect(stdout).toContain("pattern-pets 1.2.3  ✘ does not conform");
    expect(stdout).toContain(" 10/10  Importing it only defines it");
    expect(stdout).toContain("  0/5  It imports what it declares");
    expect(stdout).toContain(
      'error index.js imports "@agentflow/core", which its package.json does not declare',
    );
    expect(stdout).toContain('→ Add the package to "dependencies"');
    expect(stdout).toMatch(/Score {4}\d+ of 100, with 1 case/);
    expect(stdout).not.toContain("README   ");
    expect(stderr).toContain("Importing it only defines it …");
  });

  test("--json prints one document, and no progress with --quiet", async () => {
    const workingDirectory = await petsPattern();
    const { stdout, stderr } = await runCommand(["pattern", "test", "--json", "--quiet"], {
      workingDirectory,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      pattern: { package: "pattern-pets", version: "1.2.3", id: "pets" },
      contract: 1,
      cases: ["feeding"],
      passed: false,
      badge: expect.stringContaining("**AgentFlow pattern**") as string,
    });
    expect(stderr).toBe("");
  });

  test("a folder without a pattern is an error that says how to start one", async () => {
    const { exitCode, stderr } = await runCommand(["pattern", "test"], {
      workingDirectory: await temporaryFolder({ "package.json": {} }),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("AF_MANIFEST_INVALID");
    expect(stderr).toContain("agentflow pattern new");
  });

  test("a broken manifest is told in its own words", async () => {
    const { exitCode, stderr } = await runCommand(["pattern", "test"], {
      workingDirectory: await temporaryFolder({
        "package.json": { name: "x", version: "1.0.0", agentflow: { contract: 1 } },
      }),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The manifest of x is invalid");
  });

  test("a pattern that was not built is told so", async () => {
    const directory = await petsPattern();
    await rm(join(directory, "index.js"));
    const { exitCode, stderr } = await runCommand(["pattern", "test", directory], {});
    expect(exitCode).toBe(1);
    expect(stderr).toContain("build it first");
  });
});
