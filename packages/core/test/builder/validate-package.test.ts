import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BuilderOptions } from "../../src/builder/builder.js";
import type { ValidationReport } from "../../src/builder/validation-report.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import { scene, siblings, type Scene, unverified } from "./build-scene.js";
import { patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";

const files = {
  ...soundFiles,
  "tsconfig.json": "{}",
  "docs/example.md": "A made-up key\n",
};

/** A package that was written, then changed. */
async function changed(
  change: (out: string) => void,
  options?: Partial<BuilderOptions>,
): Promise<Scene & { readonly report: ValidationReport }> {
  const made = scene(patternOf(files), options);
  await made.build(unverified);
  change(made.out);
  return { ...made, report: await made.builder.validate(made.out) };
}

const summary = ({ valid, diagnostics }: ValidationReport) => ({
  valid,
  diagnostics: diagnostics.map(
    ({ code, severity, location }) => `${severity} ${code} ${location?.source ?? ""}`,
  ),
});

describe("a package as it was generated", () => {
  test("is valid, with a score and its tests", async () => {
    const { report, out } = await changed(() => undefined);
    expect(report).toMatchObject({
      valid: true,
      name: "Status",
      pattern: { package: "pattern-status", version: "1.2.3", id: "status" },
      directory: out,
      units: { singular: "operation", plural: "operations", count: 2 },
      changes: { edited: [], missing: [], added: [] },
      score: { total: 100, measured: 100 },
      tests: { passed: 3, failed: 0 },
      diagnostics: [],
    });
  });

  test("is not touched by validating it, and nothing is left beside it", async () => {
    const { builder, build, out } = scene(patternOf(files));
    await build(unverified);
    const before = snapshot(out);
    await builder.validate(out);
    expect(snapshot(out)).toEqual(before);
    expect(siblings(out)).toEqual(["status"]);
  });
});

describe("an edited package", () => {
  test("that still holds is valid, and the edits are told", async () => {
    const { report } = await changed((out) => {
      writeFiles(out, { "src/index.ts": "export const mine = 1;\n", "src/own.ts": "export {};\n" });
    });
    expect(summary(report)).toEqual({
      valid: true,
      diagnostics: ["info AF_FILE_EDITED src/index.ts"],
    });
    expect(report.changes).toEqual({
      edited: ["src/index.ts"],
      missing: [],
      added: ["src/own.ts"],
    });
  });

  test("may use `any`: the rules for generated code are not the user's", async () => {
    const { report } = await changed((out) =>
      writeFileSync(join(out, "src/index.ts"), "let x: any;"),
    );
    expect(report.valid).toBe(true);
  });

  test("with a type error is not valid", async () => {
    const { report } = await changed((out) =>
      writeFileSync(join(out, "src/index.ts"), "TYPE_ERROR"),
    );
    expect(summary(report)).toEqual({
      valid: false,
      diagnostics: [
        "error AF_TYPECHECK_FAILED src/index.ts",
        "info AF_FILE_EDITED src/index.ts",
        "error AF_SCORE_TOO_LOW ",
      ],
    });
  });

  test("with a failing test is not valid", async () => {
    const { report } = await changed((out) =>
      writeFiles(out, { "test/own.test.ts": 'test("FAIL");\n' }),
    );
    expect(report).toMatchObject({ valid: false, tests: { passed: 3, failed: 1 } });
    expect(summary(report).diagnostics[0]).toBe("error AF_TESTS_FAILED test/own.test.ts");
  });

  test("without the test of one unit is not valid", async () => {
    const { report } = await changed((out) =>
      writeFileSync(join(out, "test/units.test.ts"), 'test("get");\n'),
    );
    expect(summary(report)).toEqual({
      valid: false,
      diagnostics: ["error AF_OPERATION_UNCOVERED ", "warning AF_FILE_EDITED test/units.test.ts"],
    });
  });

  test("without one of its files is not valid", async () => {
    const { report } = await changed((out) => rmSync(join(out, "docs/example.md")));
    expect(summary(report).diagnostics).toContain("error AF_FILE_MISSING docs/example.md");
    expect(report.valid).toBe(false);
  });

  test.each(["test/units.test.ts", "test/faults.test.ts", "tsconfig.json"])(
    "whose %s was edited says that its checks are no longer those that were generated",
    async (path) => {
      const { report } = await changed((out) => {
        writeFileSync(join(out, path), `${files[path as keyof typeof files]} `);
      });
      expect(report.diagnostics).toMatchObject([
        { code: "AF_FILE_EDITED", severity: "warning", location: { source: path } },
      ]);
      expect(report.valid).toBe(true);
    },
  );
});

describe("a secret", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;

  test.each(["src/index.ts", "src/own.ts", "README.md", ".env"])(
    "in %s makes a package invalid",
    async (path) => {
      const { report } = await changed((out) => writeFiles(out, { [path]: `\nget put ${token}` }));
      expect(report.valid).toBe(false);
      expect(report.diagnostics).toContainEqual(
        expect.objectContaining({
          code: "AF_SECRET_IN_SOURCE",
          location: { source: path, line: 2 },
        }),
      );
      expect(JSON.stringify(report)).not.toContain(token);
    },
  );

  test("that is an example of the public description is none, also in an edited file", async () => {
    const base = patternOf({ ...files, "docs/example.md": token });
    const { options, builder, build, out } = scene({
      ...base,
      async inspect(input, context) {
        await context.document("spec.json");
        return base.inspect(input, context);
      },
    });
    writeFileSync(join(options.projectDirectory, "spec.json"), token);
    await build({ ...unverified, documentDirectory: options.projectDirectory });
    writeFileSync(join(out, "docs/example.md"), `See ${token}`);
    expect(await builder.validate(out)).toMatchObject({ valid: true });
  });
});

describe("validating is refused", () => {
  test.each([
    [
      "a folder that was not generated",
      (out: string) => rmSync(join(out, "agentflow.json")),
      "AF_PACKAGE_NOT_GENERATED",
    ],
    [
      "a folder that does not exist",
      (out: string) => rmSync(out, { recursive: true }),
      "AF_PACKAGE_NOT_GENERATED",
    ],
    [
      "a record that is not JSON",
      (out: string) => writeFileSync(join(out, "agentflow.json"), "{"),
      "AF_PACKAGE_RECORD_INVALID",
    ],
    [
      "a record that is another document",
      (out: string) => writeFileSync(join(out, "agentflow.json"), "{}"),
      "AF_PACKAGE_RECORD_INVALID",
    ],
  ])("for %s", async (_, change, code) => {
    await expect(changed(change)).rejects.toMatchObject({ code });
  });

  test("while the package is being written", async () => {
    const { builder, build, out } = scene(patternOf(files));
    await build(unverified);
    const started = Promise.withResolvers<void>();
    const building = build({
      force: true,
      onProgress: ({ type }) => (type === "subtask" ? started.resolve() : undefined),
    });
    await started.promise;
    await expect(builder.validate(out)).rejects.toMatchObject({ code: "AF_OUTPUT_BUSY" });
    await building;
  });

  test("when it is interrupted, and nothing is left", async () => {
    const { builder, build, out } = scene(patternOf(files));
    await build(unverified);
    const controller = new AbortController();
    const validating = builder.validate(out, {
      signal: controller.signal,
      onProgress: ({ type }) => (type === "stage-started" ? controller.abort() : undefined),
    });
    await expect(validating).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    expect(siblings(out)).toEqual(["status"]);
  });
});

/** A compiler that prints where the named package is linked to. */
function printLinks(name: string): string {
  return `
  import { existsSync, realpathSync } from "node:fs";
  const path = "node_modules/${name}";
  console.log("error TS1: " + (existsSync(path) ? realpathSync(path) : "none"));
  process.exit(1);`;
}

async function linkOf(name: string, install: (made: Scene) => void): Promise<string | undefined> {
  const made = scene(patternOf(files));
  await made.build(unverified);
  writeFileSync(made.options.tools.typescript, printLinks(name));
  install(made);
  const { diagnostics } = await createBuilder(made.options).validate(made.out);
  return diagnostics[0]?.message.replace("TS1: ", "").replace(made.options.projectDirectory, "");
}

function installInPackage({ out }: Scene): void {
  mkdirSync(join(out, "node_modules/@agentflow/core"), { recursive: true });
  mkdirSync(join(out, "node_modules/.bin"), { recursive: true });
}

function installInProject({ options }: Scene): void {
  mkdirSync(join(options.projectDirectory, "node_modules/@agentflow/core"), { recursive: true });
}

describe("the packages that imports resolve to", () => {
  test("are the tools' where nothing is installed", async () => {
    expect(await linkOf("@agentflow/core", () => undefined)).toBe("/tools/core");
  });

  test("are the package's own where it has installed them", async () => {
    expect(await linkOf("@agentflow/core", installInPackage)).toBe(
      "/integrations/status/node_modules/@agentflow/core",
    );
  });

  test("are those of the project around it where that has installed them", async () => {
    expect(await linkOf("@agentflow/core", installInProject)).toBe("none");
  });

  test("are not looked at by the scan for secrets", async () => {
    const { report, out } = await changed((folder) => {
      writeFiles(folder, { "node_modules/left/index.js": `ghp_${"a1B2".repeat(9)}` });
    });
    expect(report.valid).toBe(true);
    expect(existsSync(join(out, "node_modules/left"))).toBe(true);
  });
});
