import { chmod, cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageJsonOf, type Published, startPatternRegistry } from "../pattern-registry.js";
import { type FakeIoOptions, runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const old: Published = { name: "@agentflow/pattern-pets", version: "1.0.0" };
const newer: Published = { ...old, version: "1.1.0" };

/** Copies the newer version to where it is asked for. */
const packageManager = `#!${process.execPath}
const fs = require("fs");
const name = "@agentflow/pattern-pets";
fs.rmSync("node_modules/" + name, { recursive: true, force: true });
fs.cpSync(process.env.STORE, "node_modules/" + name, { recursive: true });
fs.writeFileSync("package.json", JSON.stringify({ devDependencies: { [name]: "^1.1.0" } }));
`;

/** A project that has made nothing with its pattern yet. */
async function scene(published: readonly Published[] = [old, newer]) {
  const { url } = await startPatternRegistry(published);
  const project = await temporaryFolder({
    "package.json": { devDependencies: { [old.name]: "^1.0.0" } },
    ".npmrc": `registry=${url}\n`,
    "bin/npm": packageManager,
    [`node_modules/${old.name}/package.json`]: packageJsonOf(old),
    "store/package.json": packageJsonOf(newer),
  });
  await chmod(join(project, "bin/npm"), 0o755);
  const environment = { HOME: project, PATH: join(project, "bin"), STORE: join(project, "store") };
  return {
    project,
    installed: async () =>
      readFile(join(project, "node_modules", old.name, "package.json"), "utf8"),
    upgrade: (flags: readonly string[] = [], io: FakeIoOptions = {}) =>
      runCommand(["pattern", "upgrade", "pets", ...flags], {
        workingDirectory: project,
        environment,
        ...io,
      }),
  };
}

const answering = (answer: string): FakeIoOptions => ({ ask: () => Promise.resolve(answer) });

describe("pattern upgrade", () => {
  test("asks on a terminal, and does it on a yes", async () => {
    const { upgrade, installed } = await scene();
    const { exitCode, stdout, stderr } = await upgrade([], answering("y"));
    expect(exitCode).toBe(0);
    expect(stderr).toContain("@agentflow/pattern-pets 1.0.0 → 1.1.0");
    expect(stdout).toContain("✔ @agentflow/pattern-pets 1.0.0 → 1.1.0: 0 integrations made anew");
    expect(await installed()).toContain('"1.1.0"');
  });

  test.each(["", "n", "perhaps"])("changes nothing on the answer %j", async (answer) => {
    const { upgrade, installed } = await scene();
    const { exitCode, stdout } = await upgrade([], answering(answer));
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Nothing was changed.");
    expect(await installed()).not.toContain('"1.1.0"');
  });

  test("asks nobody with --json, and says how to do it", async () => {
    const { upgrade, installed } = await scene();
    const { exitCode, stdout, stderr } = await upgrade(["--json"], answering("y"));
    expect(exitCode).toBe(2);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "AF_USAGE_INVALID", help: expect.stringContaining("--yes") as unknown },
    });
    expect(await installed()).not.toContain('"1.1.0"');
  });

  test("prints one document with --json, and nothing on the way", async () => {
    const { upgrade } = await scene();
    const { exitCode, stdout, stderr } = await upgrade(["--json", "--yes"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ from: "1.0.0", to: "1.1.0", applied: true });
  });

  test("only shows it with --dry-run", async () => {
    const { upgrade, installed } = await scene();
    const { exitCode, stdout } = await upgrade(["--dry-run", "--yes", "--quiet"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("No integration is made by it.");
    expect(await installed()).not.toContain('"1.1.0"');
  });

  test("says that there is nothing to do", async () => {
    const { upgrade } = await scene([old]);
    const { exitCode, stdout } = await upgrade();
    expect(exitCode).toBe(0);
    expect(stdout).toContain("@agentflow/pattern-pets is at 1.0.0 already");
  });

  test("goes back only when that is accepted", async () => {
    const { upgrade, project } = await scene([old, newer]);
    await cp(join(project, "store"), join(project, "node_modules", old.name), { recursive: true });
    const { exitCode, stderr } = await upgrade(["--to", "1.0.0", "--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error AF_UPGRADE_REFUSED: @agentflow/pattern-pets is not brought to 1.0.0: 1.1.0, which is installed or pinned, is newer.",
    );
  });

  test("takes what was published just now when its age does not matter", async () => {
    const { upgrade } = await scene([old, { ...newer, time: new Date().toISOString() }]);
    expect((await upgrade(["--dry-run"])).stderr).toContain("AF_RELEASE_TOO_NEW");
    expect((await upgrade(["--dry-run", "--minimum-age", "0"])).exitCode).toBe(0);
  });

  test.each([
    [["--minimum-age", "soon"], '"soon" is no number of hours'],
    [["--to", " "], "--to must not be empty"],
  ])("%j is wrong usage", async (flags, message) => {
    const { upgrade } = await scene();
    const { exitCode, stderr } = await upgrade(flags);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
