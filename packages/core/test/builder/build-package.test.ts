import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import type { AnyPattern } from "../../src/contract/pattern.js";
import type { BuildProgress } from "../../src/builder/build-progress.js";
import { createProject, patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";
import { scene, siblings, unverified } from "./build-scene.js";

describe("a sound package", () => {
  test("is verified, scored, written, and reported", async () => {
    const { build, out } = scene();
    const report = await build();
    expect(report).toMatchObject({
      name: "Status",
      pattern: { package: "pattern-status", version: "1.2.3", id: "status" },
      directory: out,
      units: { singular: "operation", plural: "operations", count: 2 },
      files: 5,
      score: { total: 100, measured: 100 },
      tests: { passed: 3, failed: 0 },
      cost: { usd: 0, tokens: 0 },
      reuse: 0.75,
      lock: { state: "added", differences: [], unverified: ["pattern-status@1.2.3"] },
      diagnostics: [],
    });
    expect(Object.keys(report)).toEqual([
      "name",
      "pattern",
      "directory",
      "units",
      "files",
      "bytes",
      "score",
      "tests",
      "timings",
      "cost",
      "reuse",
      "lock",
      "diagnostics",
    ]);
    const { "agentflow.json": record = "", ...files } = snapshot(out);
    expect(files).toEqual(soundFiles);
    const bytes = Object.values(files).reduce((sum, text) => sum + text.length, 0);
    expect(report.bytes).toBe(bytes + record.length);
    expect(siblings(out)).toEqual(["status"]);
  });

  test("has the same bytes every time, on every path, whoever builds it", async () => {
    const [one, two] = [scene(), scene()];
    await one.build(unverified);
    await two.build(unverified);
    expect(snapshot(one.out)).toEqual(snapshot(two.out));
  });

  test("is recorded with what made it and what every file is", async () => {
    const { build, out } = scene();
    await build(unverified);
    const record = JSON.parse(readFileSync(join(out, "agentflow.json"), "utf8")) as Record<
      string,
      object
    >;
    expect(record).toMatchObject({
      name: "Status",
      contract: 1,
      pattern: { package: "pattern-status", version: "1.2.3", id: "status" },
      document: { source: null, digest: "sha256-none" },
      options: { name: "Status" },
      units: { singular: "operation", plural: "operations", ids: ["get", "put"] },
      publicExamples: [],
    });
    expect(Object.keys(record["files"] ?? {})).toEqual(Object.keys(soundFiles));
  });

  test("tells what happens, stage by stage", async () => {
    const seen: string[] = [];
    const onProgress = (progress: BuildProgress): void => {
      if (progress.type === "stage-started") seen.push(progress.stage);
      else if (progress.type === "selected") seen.push(progress.selection.chosen.packageName);
      else if (progress.type === "subtask")
        seen.push(`${progress.event.type} ${progress.event.node.id}`);
    };
    await scene().build({ onProgress });
    expect(seen).toEqual([
      "select",
      "pattern-status",
      "inspect",
      "render",
      "started all",
      "finished all",
      "write",
      "typecheck",
      "tests",
      "score",
      "swap",
    ]);
  });

  test("keeps nothing that verifying left in it", async () => {
    const { options, build, out } = scene();
    writeFileSync(
      options.tools.typescript,
      `import { mkdirSync, writeFileSync } from "node:fs"; mkdirSync("coverage"); writeFileSync("coverage/x", "");
       writeFileSync("src/tsconfig.tsbuildinfo", "");`,
    );
    await build();
    expect(Object.keys(snapshot(out))).toEqual([
      "README.md",
      "agentflow.json",
      ...Object.keys(soundFiles).slice(1),
    ]);
    expect(readdirSync(out)).toEqual(["README.md", "agentflow.json", "src", "test"]);
  });
});

test("a relative path of a file starts where those of documents do", async () => {
  const paths: string[] = [];
  const base = patternOf(soundFiles);
  const { options, build } = scene({
    ...base,
    inspect: (input, context) => {
      paths.push(context.path("a/b.db"), context.path(join(options.projectDirectory, "c.db")));
      return base.inspect(input, context);
    },
  });
  const documentDirectory = join(options.projectDirectory, "there");
  await build({ ...unverified, documentDirectory });
  expect(paths).toEqual([
    join(documentDirectory, "a", "b.db"),
    join(options.projectDirectory, "c.db"),
  ]);
});

/** A pattern that reads a document, and documents an example. */
function reading(text: string): AnyPattern {
  const base = patternOf({ ...soundFiles, "docs/example.md": `${text}\n` });
  return {
    ...base,
    async inspect(input, context) {
      const { document } = z.object({ document: z.string() }).parse(input);
      const model = await base.inspect({}, context);
      return { ...model, documentDigest: (await context.document(document)).digest };
    },
  };
}

describe("a document", () => {
  const example = `ghp_${"a1B2".repeat(9)}`;
  test("is recorded as it was asked for, with its digest", async () => {
    const { options, build, out } = scene(reading(""));
    writeFileSync(join(options.projectDirectory, "spec.json"), "{}");
    const documents: BuildProgress[] = [];
    await build(
      {
        ...unverified,
        documentDirectory: options.projectDirectory,
        onProgress: (p) => documents.push(p),
      },
      { document: "./spec.json" },
    );
    const record = JSON.parse(readFileSync(join(out, "agentflow.json"), "utf8")) as {
      document: { source: string; digest: string };
    };
    expect(record.document.source).toBe("./spec.json");
    expect(record.document.digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  test("is recorded without the token in its address", async () => {
    const { options, build, out } = scene(reading(""));
    const name = "spec.json?token=s3cret-value";
    writeFileSync(join(options.projectDirectory, name), "{}");
    await build({ ...unverified, documentDirectory: options.projectDirectory }, { document: name });
    expect(readFileSync(join(out, "agentflow.json"), "utf8")).not.toContain("s3cret-value");
  });

  test("excuses strings like secrets that stand in it, and no others", async () => {
    const { options, build } = scene(reading(example));
    writeFileSync(join(options.projectDirectory, "spec.json"), JSON.stringify({ example }));
    writeFileSync(join(options.projectDirectory, "other.json"), "{}");
    const from = { ...unverified, documentDirectory: options.projectDirectory };
    const report = await build(from, { document: "spec.json" });
    expect(report.diagnostics.map(({ code }) => code)).toEqual(["AF_NOT_VERIFIED"]);
    await expect(build({ ...from, force: true }, { document: "other.json" })).rejects.toMatchObject(
      {
        code: "AF_SECRET_IN_SOURCE",
      },
    );
  });
});

describe("without verification", () => {
  test("a package is written, and nothing about it can be mistaken for a pass", async () => {
    const { build, out } = scene(patternOf({ ...soundFiles, "src/index.ts": "TYPE_ERROR" }));
    const report = await build(unverified);
    expect(report).toMatchObject({
      score: { total: 20, measured: 20 },
      tests: { passed: 0, failed: 0 },
      timings: { typecheck: 0, tests: 0 },
      diagnostics: [{ code: "AF_NOT_VERIFIED", severity: "warning" }],
    });
    expect(existsSync(out)).toBe(true);
  });

  test("a dry run reports the package, and writes nothing at all", async () => {
    const { options, build, out } = scene();
    const report = await build({ dryRun: true });
    expect(report).toMatchObject({
      directory: out,
      files: 5,
      diagnostics: [{ code: "AF_NOT_VERIFIED" }],
    });
    expect(existsSync(join(out, ".."))).toBe(false);
    expect(existsSync(join(options.projectDirectory, ".agentflow"))).toBe(false);
  });

  test("a dry run shows what breaks the rules", async () => {
    const { build } = scene(patternOf({ ...soundFiles, "src/index.ts": "let x: any;" }));
    expect((await build({ dryRun: true })).diagnostics).toMatchObject([
      { code: "AF_TYPE_ESCAPE" },
      {},
    ]);
  });
});

describe("a pattern that extends another", () => {
  const extending = (manifest: object) => {
    const options = createProject(patternOf(soundFiles), manifest);
    writeFiles(options.projectDirectory, {
      "node_modules/pattern-api/package.json": JSON.stringify({
        name: "pattern-api",
        version: "4.5.6",
      }),
      "node_modules/pattern-api/dist/index.js": "export {};\n".repeat(6),
    });
    const out = join(options.projectDirectory, "out");
    const built = createBuilder(options).build(
      { name: "Status", type: "api" },
      { ...unverified, outDirectory: out },
    );
    return { out, built };
  };

  test("is recorded with it, and reuses it", async () => {
    const { out, built } = extending({ extends: "pattern-api" });
    // Runtime 3 and general pattern 6 of 10 lines.
    expect((await built).reuse).toBe(0.9);
    expect(JSON.parse(readFileSync(join(out, "agentflow.json"), "utf8"))).toMatchObject({
      pattern: { package: "pattern-status", extends: { package: "pattern-api", version: "4.5.6" } },
    });
  });

  test("is itself reused where it serves every service of its type", async () => {
    const { built } = extending({ extends: "pattern-api", services: [] });
    expect((await built).reuse).toBe(1);
  });
});

test("the files are told as soon as they are rendered, sorted, with their sizes", async () => {
  const { build } = scene();
  const told: BuildProgress[] = [];
  await build({ dryRun: true, onProgress: (progress) => told.push(progress) });
  const paths = [
    "README.md",
    "agentflow.json",
    "src/index.ts",
    "test/faults.test.ts",
    "test/units.test.ts",
  ];
  const rendered = told.find(({ type }) => type === "rendered");
  expect(rendered).toMatchObject({ files: paths.map((path) => ({ path })) });
  expect(rendered).toMatchObject({
    files: [{ bytes: soundFiles["README.md"]?.length }, {}, {}, {}, {}],
  });
});

test("reuse is measured on the core that the builder is part of, unless another is given", async () => {
  const { coreDirectory: _coreDirectory, ...options } = createProject(patternOf(soundFiles));
  const runtime = join(import.meta.dirname, "../../dist/runtime.js");
  const readFile = (path: string): Promise<Uint8Array> =>
    path === runtime
      ? Promise.resolve(Buffer.from("export {};\n"))
      : systemFileSystem.readFile(path);
  const builder = createBuilder({ ...options, fileSystem: { ...systemFileSystem, readFile } });
  // One line of runtime, one of the pattern.
  expect(
    (await builder.build({ name: "Status" }, { outDirectory: "/nowhere", dryRun: true })).reuse,
  ).toBe(0.5);
});

test("a budget that a build cannot keep to is no obstacle where nothing is spent", async () => {
  expect(await scene().build({ ...unverified, budget: 0 })).toMatchObject({
    cost: { usd: 0, tokens: 0 },
  });
});
