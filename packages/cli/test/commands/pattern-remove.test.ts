import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Integration } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { FakeBuilder } from "../fake-builder.js";
import { packageJsonOf } from "../pattern-registry.js";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const pets = { name: "@acme/pets", version: "1.2.0" };
const stripe = {
  name: "@agentflow/pattern-stripe",
  version: "2.0.0",
  manifest: { id: "stripe", services: ["Stripe"] },
};
const older = { ...stripe, version: "1.0.0" };

/** A project with these packages by the names they are installed under, and integrations of it. */
async function scene(
  installed: Readonly<Record<string, object>>,
  made: readonly (readonly [folder: string, name: string, version: string])[] = [],
  state: Integration["state"] = "unchanged",
) {
  const names = Object.keys(installed);
  const directory = await temporaryFolder({
    "package.json": { devDependencies: Object.fromEntries(names.map((name) => [name, "1"])) },
    ...Object.fromEntries(
      names.map((name) => [`node_modules/${name}/package.json`, installed[name] ?? {}]),
    ),
    "bin/npm": `#!${process.execPath}\nrequire("fs").writeFileSync("asked.json", JSON.stringify(process.argv.slice(2)));`,
  });
  await chmod(join(directory, "bin/npm"), 0o755);
  const builder = new FakeBuilder();
  builder.integrations = made.map(([folder, name, version]) => ({
    name: folder,
    pattern: { package: name, version, id: "x" },
    directory: join(directory, folder),
    state,
  }));
  return {
    run: (...argv: readonly string[]) =>
      runCommand(["pattern", "remove", ...argv], {
        workingDirectory: directory,
        environment: { PATH: join(directory, "bin") },
        createBuilder: builder.create,
      }),
    asked: () =>
      readFile(join(directory, "asked.json"), "utf8").then(
        (text): unknown => JSON.parse(text),
        () => undefined,
      ),
  };
}

const command = ["uninstall", "--ignore-scripts", "--no-audit", "--no-fund", "--"];

describe("a pattern is removed", () => {
  test.each([
    ["the name it is installed under", "@acme/pets", "@acme/pets"],
    ["its id", "pets", "@acme/pets"],
    ["the short form", "stripe", "@agentflow/pattern-stripe"],
    ["an alias", "stripe-1", "stripe-1"],
  ])("by %s", async (_what, wanted, expected) => {
    const { run, asked } = await scene({
      [pets.name]: packageJsonOf(pets),
      [stripe.name]: packageJsonOf(stripe),
      "stripe-1": packageJsonOf(older),
    });
    const { exitCode, stdout } = await run(wanted);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Removed ${expected} with npm: npm uninstall`);
    expect(await asked()).toEqual([...command, expected]);
  });

  test("by its package's name, when it has another here", async () => {
    const { run, asked } = await scene({ "stripe-1": packageJsonOf(older) });
    await run(stripe.name);
    expect(await asked()).toEqual([...command, "stripe-1"]);
  });

  test.each([
    ["of another contract", packageJsonOf({ ...pets, manifest: { contract: 9 } })],
    ["with a broken manifest", packageJsonOf({ ...pets, manifest: { id: 1 } })],
  ])("although it is one %s", async (_what, json) => {
    const { run, asked } = await scene({ [pets.name]: json });
    await run(pets.name);
    expect(await asked()).toEqual([...command, pets.name]);
  });

  test("with --json as one document", async () => {
    const { run } = await scene({ [pets.name]: packageJsonOf(pets) });
    const { stdout, stderr } = await run("pets", "--json");
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      installedAs: "@acme/pets",
      packageManager: "npm",
      command: ["npm", ...command, "@acme/pets"],
      removed: true,
      integrations: [],
    });
  });

  test("not with --dry-run, which says how it would be", async () => {
    const { run, asked } = await scene({ [pets.name]: packageJsonOf(pets) });
    expect((await run("pets", "--dry-run")).stdout).toContain(
      "Would remove @acme/pets with npm: npm uninstall",
    );
    expect(await asked()).toBeUndefined();
  });
});

describe("a pattern that made integrations", () => {
  const made = [["integrations/pets", pets.name, "1.2.0"]] as const;

  test("stays, and they are named", async () => {
    const { run, asked } = await scene({ [pets.name]: packageJsonOf(pets) }, made);
    const { exitCode, stderr } = await run("pets");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error AF_PATTERN_IN_USE: @acme/pets made integrations/pets, which could not be made again without it.",
    );
    expect(await asked()).toBeUndefined();
  });

  test("goes with --force", async () => {
    const { run, asked } = await scene({ [pets.name]: packageJsonOf(pets) }, made);
    expect(JSON.parse((await run("pets", "--force", "--json")).stdout)).toMatchObject({
      removed: true,
      integrations: ["integrations/pets"],
    });
    expect(await asked()).toEqual([...command, "@acme/pets"]);
  });

  test("goes when they are gone", async () => {
    const { run } = await scene({ [pets.name]: packageJsonOf(pets) }, made, "missing");
    expect(await run("pets")).toMatchObject({ exitCode: 0 });
  });

  test("of another version of the package does not keep this one", async () => {
    const installed = { [stripe.name]: packageJsonOf(stripe), "stripe-1": packageJsonOf(older) };
    const { run } = await scene(installed, [["integrations/stripe", stripe.name, "1.0.0"]]);
    expect(await run("stripe")).toMatchObject({ exitCode: 0 });
    expect(await run("stripe-1")).toMatchObject({ exitCode: 2 });
  });
});

describe("nothing is removed", () => {
  test("of what is no pattern of the project", async () => {
    const { run, asked } = await scene({
      react: { name: "react", version: "1.0.0" },
      [pets.name]: packageJsonOf(pets),
    });
    const { exitCode, stderr } = await run("npm:react");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'error AF_PATTERN_UNKNOWN: The project depends on no pattern called "npm:react".',
    );
    expect(await asked()).toBeUndefined();
  });

  test("of a name that is nearly right, which is suggested", async () => {
    const { run } = await scene({ [pets.name]: packageJsonOf(pets) });
    expect((await run("@acme/pet")).stderr).toContain("Did you mean @acme/pets?");
  });

  test("of an id that several patterns have", async () => {
    const { run, asked } = await scene({
      one: packageJsonOf({ ...pets, name: "one" }),
      two: packageJsonOf({ ...pets, name: "two" }),
    });
    const { exitCode, stderr } = await run("pets");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'error AF_PATTERN_TIED: "pets" means several installed patterns: one, two.',
    );
    expect(await asked()).toBeUndefined();
  });

  test("of the project itself", async () => {
    const directory = await temporaryFolder({ "package.json": packageJsonOf(pets) });
    const { exitCode } = await runCommand(["pattern", "remove", "pets"], {
      workingDirectory: directory,
    });
    expect(exitCode).toBe(2);
  });
});
