import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AgentFlowError, type DriftReport, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { FakeBuilder } from "../fake-builder.js";
import { runCommand } from "../run-command.js";
import { sampleDrift } from "../sample-reports.js";
import { temporaryFolder } from "../temporary-folder.js";

const clean: DriftReport = {
  ...sampleDrift,
  drifted: false,
  comparison: { differences: [], scripts: [], notes: [] },
  files: [],
  changes: { edited: [], missing: [], added: [] },
};

async function diff(
  report: DriftReport | (() => never),
  flags: readonly string[] = ["out/pets"],
  files: Readonly<Record<string, string>> = {},
) {
  const builder = new FakeBuilder();
  builder.onDiff = () => (typeof report === "function" ? report() : report);
  const project = await temporaryFolder({ "package.json": {}, ...files });
  const run = await runCommand(["integrate", "diff", ...flags], {
    createBuilder: builder.create,
    workingDirectory: project,
  });
  return { ...run, builder, project };
}

describe("what it tells", () => {
  test("no drift ends with 0", async () => {
    const { exitCode, stdout, builder, project } = await diff(clean);
    expect(exitCode).toBe(0);
    expect(builder.comparisons[0]?.directory).toBe(join(project, "out/pets"));
    expect(stdout).toContain("Pet Store  ✔ no drift\n");
    expect(stdout).toContain("Time     1.23 s");
    expect(stdout).not.toContain("--sql");
  });

  test("drift ends with 3, and each difference, file and edit has its line", async () => {
    const { exitCode, stdout, stderr } = await diff(sampleDrift);
    expect(exitCode).toBe(3);
    expect(stderr).toBe("");
    expect(stdout.split("\n").filter((line) => line !== "")).toEqual([
      "Pet Store  drifted: 2 differences, 1 breaking, 1 file to generate anew",
      "  Pattern  @agentflow/pattern-api 0.1.0",
      expect.stringMatching(/^ {2}Folder {3}/),
      "  Time     1.23 s",
      "What differs",
      "  + column pets.name: text",
      "  - table owners (breaking)",
      "  A note.",
      "Files that would be generated otherwise",
      "  changed  src/pets.ts  +2 -1 (you edited it)",
      "Your own changes of generated files, which are no drift",
      "  src/pets.ts",
      "  README.md",
      "Next",
      expect.stringMatching(/^ {2}SQL {2}agentflow integrate diff .* --sql$/),
    ]);
  });

  test("more than a hundred differences are counted", async () => {
    const differences = Array.from({ length: 101 }, (_, index) => ({
      kind: "changed" as const,
      subject: `table t${index}`,
      detail: "",
      breaking: false,
    }));
    const { stdout } = await diff({
      ...sampleDrift,
      comparison: { differences, scripts: [], notes: [] },
    });
    expect(stdout).toContain("  ~ table t99\n  and 1 more: see them all with --json\n");
    expect(stdout).not.toContain("--sql");
  });

  test("a pattern that compares no models has files alone", async () => {
    const { exitCode, stdout } = await diff({ ...sampleDrift, comparison: null });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("drifted: 1 file to generate anew");
    expect(stdout).not.toContain("What differs");
  });

  test("--files prints lines as diff -u does, without what a terminal would obey", async () => {
    const { stdout } = await diff(sampleDrift, ["out/pets", "--files"]);
    expect(stdout).toContain(
      "--- a/src/pets.ts\n+++ b/src/pets.ts\n@@ -1,1 +1,2 @@\n-old\n+new\n+line\n",
    );
  });

  test("--sql prints the scripts", async () => {
    const { stdout } = await diff(sampleDrift, ["out/pets", "--sql"]);
    expect(stdout).toContain("-- There\nDROP TABLE owners;\n-- Back\nCREATE TABLE owners ();\n");
    expect(stdout).not.toContain("Next");
  });

  test("--check prints one line and no progress", async () => {
    const drifted = await diff(sampleDrift, ["out/pets", "--check"]);
    expect(drifted).toMatchObject({
      exitCode: 3,
      stdout: "Pet Store: drifted: 2 differences, 1 breaking, 1 file to generate anew\n",
      stderr: "",
    });
    const same = await diff(clean, ["out/pets", "--check"]);
    expect(same).toMatchObject({ exitCode: 0, stdout: "Pet Store: ✔ no drift\n" });
  });

  test("--json prints the report and nothing else", async () => {
    const { exitCode, stdout } = await diff(sampleDrift, ["out/pets", "--json", "--quiet"]);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toEqual(sampleDrift);
  });
});

describe("--write-sql", () => {
  const read = (project: string, name: string) => readFile(join(project, name), "utf8");

  test("writes the scripts into a new folder, and into one where they stand already", async () => {
    const { exitCode, stdout, project } = await diff(sampleDrift, [
      "out/pets",
      "--write-sql",
      "drift/sql",
    ]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("  drift/sql/migration.sql\n  drift/sql/reversal.sql\n");
    expect(await read(project, "drift/sql/reversal.sql")).toBe(
      "-- Back\nCREATE TABLE owners ();\n",
    );
    const again = await diff(sampleDrift, ["out/pets", "--write-sql", "d", "--json"], {
      "d/migration.sql": "-- There\nDROP TABLE owners;\n",
    });
    expect(JSON.parse(again.stdout)).toMatchObject({
      written: [join(again.project, "d/migration.sql"), join(again.project, "d/reversal.sql")],
    });
  });

  test("keeps a file that says something else", async () => {
    const { exitCode, stderr, project } = await diff(
      sampleDrift,
      ["out/pets", "--write-sql", "d"],
      {
        "d/reversal.sql": "-- mine\n",
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("AF_OUTPUT_FOREIGN");
    expect(await read(project, "d/reversal.sql")).toBe("-- mine\n");
    await expect(read(project, "d/migration.sql")).rejects.toThrow("ENOENT");
  });

  test("says why the folder cannot be written", async () => {
    const { exitCode, stderr } = await diff(sampleDrift, ["out/pets", "--write-sql", "file"], {
      file: "",
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("AF_OUTPUT_UNWRITABLE");
  });

  test("writes nothing without drift", async () => {
    const { project, exitCode } = await diff(clean, ["out/pets", "--write-sql", "d"]);
    expect(exitCode).toBe(0);
    await expect(read(project, "d/migration.sql")).rejects.toThrow("ENOENT");
  });
});

describe("what it reads", () => {
  test.each([
    ["nothing but what was recorded", [], {}],
    ["another document", ["--document", "x.json"], { document: "x.json" }],
    [
      "another connection",
      ["--connection", "env:X"],
      { connection: "env:X", ddl: undefined, dialect: undefined },
    ],
    [
      "another schema",
      ["--ddl", "x.sql", "--dialect", "sqlite"],
      { ddl: "x.sql", dialect: "sqlite", connection: undefined },
    ],
  ])("%s", async (_what, flags, options) => {
    const { builder, project } = await diff(clean, ["out/pets", ...flags]);
    expect(builder.comparisons[0]?.options).toMatchObject({ documentDirectory: project });
    expect(builder.comparisons[0]?.options?.options).toEqual(options);
  });
});

describe("which package it means", () => {
  const integration = (directory: string, state: "unchanged" | "missing" = "unchanged") => ({
    name: directory,
    directory,
    state,
  });

  async function without(integrations: FakeBuilder["integrations"], flags: readonly string[] = []) {
    const builder = new FakeBuilder();
    builder.onDiff = () => clean;
    builder.integrations = integrations;
    const project = await temporaryFolder({ "package.json": {} });
    const run = await runCommand(["integrate", "diff", ...flags], {
      createBuilder: builder.create,
      workingDirectory: project,
    });
    return { ...run, project, compared: builder.comparisons.map(({ directory }) => directory) };
  }

  test("the project's only one, when none is named", async () => {
    const { compared, exitCode } = await without([
      integration("/p/one"),
      integration("/p/gone", "missing"),
    ]);
    expect(exitCode).toBe(0);
    expect(compared).toEqual(["/p/one"]);
  });

  test("the one of --out", async () => {
    const { compared, project } = await without([], ["--out", "here"]);
    expect(compared).toEqual([join(project, "here")]);
  });

  test.each([
    ["none", [], [], "The project has no integration to compare."],
    [
      "several",
      [integration("/p/one"), integration("/p/two")],
      [],
      "The project has 2 integrations, and the command names none.",
    ],
    ["two folders", [], ["a", "--out", "b"], "The command names two folders."],
    [
      "two sources",
      [],
      ["a", "--connection", "env:X", "--ddl", "y"],
      "--connection and --ddl both say what to read.",
    ],
    [
      "a dialect of nothing",
      [],
      ["a", "--dialect", "sqlite"],
      "--dialect is that of --ddl, which is not given.",
    ],
    ["an empty option", [], ["a", "--document", " "], "--document must not be empty."],
  ])("is not clear with %s", async (_what, integrations, flags, message) => {
    const { exitCode, stderr, compared } = await without(integrations, flags);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`AF_USAGE_INVALID: ${message}\n  → `);
    expect(compared).toEqual([]);
  });
});

test.each([
  [errorCodes.modelMissing, 2],
  [errorCodes.modelInvalid, 5],
  [errorCodes.patternChanged, 2],
  [errorCodes.databaseUnreachable, 1],
])("%s ends with %i", async (code, expected) => {
  const { exitCode, stdout } = await diff(() => {
    throw new AgentFlowError(code, "It fails.", { help: "Look." });
  }, ["out/pets", "--json"]);
  expect(exitCode).toBe(expected);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code, help: "Look." } });
});
