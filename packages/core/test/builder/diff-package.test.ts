import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createBuilder } from "../../src/builder/create-builder.js";
import type { AnyPattern, PatternModel } from "../../src/contract/pattern.js";
import { scene, siblings, unverified } from "./build-scene.js";
import { createProject, patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";

interface StatusModel extends PatternModel {
  readonly pages: readonly string[];
}

/** What the service says now; a test changes it. */
interface Service {
  pages: readonly string[];
}

const input = z.strictObject({ name: z.string(), address: z.string().default("live") });

/** A pattern whose model is what the service says, and that compares what it says. */
function comparingPattern(service: Service, change: Partial<AnyPattern> = {}): AnyPattern {
  const files = () => ({ ...soundFiles, "docs/pages.md": `${service.pages.join("\n")}\n` });
  return {
    ...patternOf(files),
    input,
    inspect: (options): StatusModel => ({
      // Not in the order that it is recorded in.
      unit: { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] },
      documentDigest: "sha256-none",
      pages:
        (options as z.output<typeof input>).address === "other" ? ["elsewhere"] : service.pages,
    }),
    compare: (recorded, current) => {
      const [before, after] = [recorded as StatusModel, current as StatusModel];
      const differences = after.pages
        .filter((page) => !before.pages.includes(page))
        .map((page) => ({
          kind: "added" as const,
          subject: `page ${page}`,
          detail: "",
          breaking: false,
        }));
      return { differences, scripts: [], notes: [] };
    },
    ...change,
  };
}

function comparingScene(change: Partial<AnyPattern> = {}) {
  const service: Service = { pages: ["one"] };
  return { service, ...scene(comparingPattern(service, change)) };
}

describe("a service that is as it was", () => {
  test("has not drifted, and nothing is written", async () => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    const before = snapshot(out);
    expect(await builder.diff(out)).toMatchObject({
      drifted: false,
      name: "Status",
      pattern: { package: "pattern-status", version: "1.2.3", id: "status" },
      directory: out,
      comparison: { differences: [], scripts: [], notes: [] },
      files: [],
      changes: { edited: [], missing: [], added: [] },
      diagnostics: [],
    });
    expect(snapshot(out)).toEqual(before);
    expect(siblings(out)).toEqual(["status"]);
  });

  test("has not drifted by what the user has edited, which is named", async () => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    writeFiles(out, { "src/index.ts": "export const mine = 1;\n", "src/own.ts": "export {};\n" });
    rmSync(join(out, "README.md"));
    expect(await builder.diff(out)).toMatchObject({
      drifted: false,
      files: [],
      changes: { edited: ["src/index.ts"], missing: ["README.md"], added: ["src/own.ts"] },
    });
  });
});

describe("a service that has changed", () => {
  test("is told by the pattern, and by the files that would be written", async () => {
    const { service, builder, build, out } = comparingScene();
    await build(unverified);
    service.pages = ["one", "two"];
    const report = await builder.diff(out);
    expect(report.drifted).toBe(true);
    expect(report.comparison?.differences).toEqual([
      { kind: "added", subject: "page two", detail: "", breaking: false },
    ]);
    expect(report.files).toEqual([
      {
        path: "docs/pages.md",
        kind: "changed",
        lines: { added: 1, removed: 0 },
        edited: false,
        text: "--- a/docs/pages.md\n+++ b/docs/pages.md\n@@ -1,1 +1,2 @@\n one\n+two\n",
      },
    ]);
  });

  test("is read as the options say that go before the recorded ones", async () => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    const report = await builder.diff(out, { options: { address: "other" } });
    expect(report.comparison?.differences).toMatchObject([{ subject: "page elsewhere" }]);
  });

  test("names new files, files that are gone, and files that the user has edited too", async () => {
    let files: Record<string, string> = { ...soundFiles, "docs/old.md": "old\n" };
    const { builder, build, out } = scene(patternOf(() => files));
    await build(unverified);
    files = { ...soundFiles, "README.md": "# Other\n", "docs/new.md": "new\nlines\n" };
    writeFileSync(join(out, "README.md"), "# Mine\n");
    const report = await builder.diff(out);
    expect(report.comparison).toBeNull();
    expect(report.files.map(({ text: _text, ...file }) => file)).toEqual([
      { path: "README.md", kind: "changed", lines: { added: 1, removed: 1 }, edited: true },
      { path: "docs/new.md", kind: "added", lines: { added: 2, removed: 0 }, edited: false },
      { path: "docs/old.md", kind: "removed", lines: { added: 0, removed: 1 }, edited: false },
    ]);
  });
});

describe("the recorded model", () => {
  test("is a file of the package, with sorted keys and a line for each element", async () => {
    const { build, out } = comparingScene();
    await build(unverified);
    const files = snapshot(out);
    expect(files[".agentflow/model.json"]).toBe(
      '{\n"documentDigest": "sha256-none",\n"pages": [\n"one"\n],\n' +
        '"unit": {"count":2,"ids":["get","put"],"plural":"operations","singular":"operation"}\n}\n',
    );
    const record = JSON.parse(files["agentflow.json"] ?? "") as { files: object };
    expect(Object.keys(record.files)).toContain(".agentflow/model.json");
  });

  test("is none where the pattern compares nothing", async () => {
    const { build, out } = scene();
    await build(unverified);
    expect(Object.keys(snapshot(out))).not.toContain(".agentflow/model.json");
  });

  test("is reproducible, so that a verified package scores in full", async () => {
    const { build } = comparingScene();
    expect((await build()).score.total).toBe(100);
  });

  test("cannot be planned by the pattern itself", async () => {
    const { build } = scene(
      comparingPattern(
        { pages: [] },
        { decompose: (model) => patternOf({ ".agentflow/model.json": "{}" }).decompose(model) },
      ),
    );
    await expect(build(unverified)).rejects.toMatchObject({ code: "AF_PLAN_INVALID" });
  });
});

describe("what keeps a comparison from being made", () => {
  test("no package", async () => {
    const { builder, out } = comparingScene();
    await expect(builder.diff(out)).rejects.toMatchObject({ code: "AF_PACKAGE_NOT_GENERATED" });
  });

  test("a record that cannot be read", async () => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    writeFileSync(join(out, "agentflow.json"), "{");
    await expect(builder.diff(out)).rejects.toMatchObject({ code: "AF_PACKAGE_RECORD_INVALID" });
  });

  test("a package from before there were recorded models", async () => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    const path = join(out, "agentflow.json");
    const record = JSON.parse(snapshot(out)["agentflow.json"] ?? "") as {
      files: Record<string, string>;
    };
    delete record.files[".agentflow/model.json"];
    writeFileSync(path, JSON.stringify(record));
    await expect(builder.diff(out)).rejects.toMatchObject({
      code: "AF_MODEL_MISSING",
      help: expect.stringContaining("--force") as string,
    });
  });

  test.each([
    ["edited", "is not the file that was generated", (path: string) => writeFileSync(path, "{}")],
    ["gone", "is gone", (path: string) => rmSync(path)],
  ])("a model that is %s", async (_how, message, change) => {
    const { builder, build, out } = comparingScene();
    await build(unverified);
    change(join(out, ".agentflow/model.json"));
    await expect(builder.diff(out)).rejects.toMatchObject({
      code: "AF_MODEL_INVALID",
      message: expect.stringContaining(message) as string,
    });
  });

  test("a model of another version of the pattern", async () => {
    const { builder, build, out, options } = comparingScene();
    await build(unverified);
    otherVersion(options.projectDirectory);
    await expect(builder.diff(out)).rejects.toMatchObject({
      code: "AF_PATTERN_CHANGED",
      message:
        "The package was generated by pattern-status 1.2.3, and 2.0.0 is installed, which may have another form of model.",
      help: expect.stringContaining("Install pattern-status@1.2.3") as string,
    });
  });

  test("not another version of a pattern that compares nothing: it warns", async () => {
    const { builder, build, out, options } = scene();
    await build(unverified);
    otherVersion(options.projectDirectory);
    expect(await builder.diff(out)).toMatchObject({
      drifted: false,
      diagnostics: [{ code: "AF_PATTERN_CHANGED", severity: "warning" }],
    });
  });

  test("a pattern that throws while it compares", async () => {
    const { builder, build, out } = comparingScene({
      compare: () => {
        throw new Error("no");
      },
    });
    await build(unverified);
    await expect(builder.diff(out)).rejects.toMatchObject({
      code: "AF_INTERNAL",
      message: 'The pattern "status" failed while comparing models.',
    });
  });

  test("an interruption", async () => {
    const abort = new AbortController();
    const { builder, build, out } = comparingScene();
    await build(unverified);
    const comparing = builder.diff(out, {
      signal: abort.signal,
      onProgress: ({ type }) => {
        if (type === "stage-started") abort.abort();
      },
    });
    await expect(comparing).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  });
});

test("a document is read again by its recorded address, or by another one", async () => {
  const seen: string[] = [];
  const pattern: AnyPattern = {
    ...patternOf(soundFiles),
    inspect: async (options, context) => {
      const { document = "" } = options as { readonly document?: string };
      const { text, digest } = await context.document(document);
      seen.push(text);
      return {
        unit: { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] },
        documentDigest: digest,
      };
    },
  };
  const options = createProject(pattern, { documents: ["openapi"] });
  const builder = createBuilder(options);
  const directory = options.projectDirectory;
  writeFiles(directory, { "spec.json": "recorded", "other.json": "other" });
  const out = join(directory, "out");
  await builder.build(
    { name: "Status", document: "spec.json" },
    { outDirectory: out, documentDirectory: directory, verify: false },
  );
  await builder.diff(out, { documentDirectory: directory });
  await builder.diff(out, { documentDirectory: directory, options: { document: "other.json" } });
  expect(seen).toEqual(["recorded", "recorded", "other"]);
});

/** Installs another version of the pattern. */
function otherVersion(project: string): void {
  const path = "node_modules/pattern-status/package.json";
  const json = snapshot(join(project, "node_modules/pattern-status"))["package.json"] ?? "";
  writeFiles(project, { [path]: json.replace('"1.2.3"', '"2.0.0"') });
}
