import { expect, test } from "vitest";
import { packageJsonOf, startPatternRegistry } from "../pattern-registry.js";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const one = { name: "pets", version: "1.0.0" };

async function outdated(
  published: readonly string[],
  { flags = [], registry }: { flags?: readonly string[]; registry?: string } = {},
) {
  const versions = published.map((version) => ({ ...one, version }));
  const { url } = await startPatternRegistry(versions);
  const project = await temporaryFolder({
    "package.json": { dependencies: { pets: "^1.0.0", cats: "npm:pets@1.0.0" } },
    ".npmrc": `registry=${registry ?? url}\n`,
    "node_modules/pets/package.json": packageJsonOf(one),
    "node_modules/cats/package.json": packageJsonOf(one),
  });
  return runCommand(["pattern", "outdated", ...flags], {
    workingDirectory: project,
    environment: { HOME: project },
  });
}

test("everything up to date ends with 0", async () => {
  const { exitCode, stdout } = await outdated(["1.0.0"]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    [
      "package       installed  pinned  wanted  latest  outdated",
      "pets as cats  1.0.0      -       1.0.0   1.0.0   no",
      "pets          1.0.0      -       1.0.0   1.0.0   no",
      "",
    ].join("\n"),
  );
});

test("something newer ends with 3, and says what to do next", async () => {
  const { exitCode, stdout } = await outdated(["1.0.0", "1.1.0"]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain("pets          1.0.0      -       1.1.0   1.1.0   yes");
  expect(stdout).toContain('"agentflow pattern upgrade <package> --dry-run"');
});

test("--json prints the one document", async () => {
  const { exitCode, stdout } = await outdated(["1.0.0", "1.1.0"], { flags: ["--json"] });
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    outdated: true,
    patterns: [{ installedAs: "cats" }, { package: "pets", latest: "1.1.0", outdated: true }],
  });
});

test("a registry that does not tell ends with 1, and is told of", async () => {
  const { exitCode, stdout } = await outdated([]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("AF_PACKAGE_NOT_FOUND");
  expect(stdout).toContain("pets          1.0.0      -       -       -       no");
});

test("a project without patterns has none", async () => {
  const workingDirectory = await temporaryFolder({ "package.json": {} });
  const { exitCode, stdout } = await runCommand(["pattern", "outdated"], { workingDirectory });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "No pattern is installed.\n" });
});
