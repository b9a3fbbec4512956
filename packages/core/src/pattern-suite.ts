import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkSourceRules } from "./builder/source-rules.js";
import { type Manifest, manifestSchema } from "./contract/manifest.js";
import type { Pattern, PatternModel, RenderedFile } from "./contract/pattern.js";
import type { PlannedFile } from "./contract/planned-file.js";
import { renderFile } from "./template/render-file.js";
import { documentContext } from "./testing/document-context.js";
import { uncleanText } from "./testing/unclean-text.js";

/** One input of a pattern, with everything of the outside world that it needs. */
export interface PatternCase<Input extends z.ZodType> {
  /** Folder with this case's `golden/` tree; ends with a slash. */
  readonly directory: URL;
  readonly input: z.input<Input>;
  /** The documents that the pattern may ask for, by the address it asks with. */
  readonly documents: Readonly<Record<string, URL>>;
}

/**
 * Declares the tests that every pattern passes; a pattern's own tests stand beside it.
 * `vitest -u` writes the goldens of a new case. Files that the pattern ships verbatim have none.
 * @param packageFile URL of the pattern's package.json
 */
export function patternSuite<Input extends z.ZodType, Model extends PatternModel>(
  pattern: Pattern<Input, Model>,
  packageFile: URL,
  cases: Readonly<Record<string, PatternCase<Input>>>,
): void {
  describe(`pattern ${pattern.id}`, () => {
    test("the manifest has the pattern's id", () => {
      expect(manifestOf(packageFile).id).toBe(pattern.id);
    });

    test("the input schema beside the manifest is the one of the pattern", () => {
      const { input } = manifestOf(packageFile);
      const schema = z.toJSONSchema(pattern.input, { io: "input" });
      expect(input && readJson(new URL(input, packageFile))).toStrictEqual(input && schema);
    });

    test("what its packages import are dependencies of the pattern's own, or optional peers", () => {
      const { dependencies, peerDependenciesMeta } = dependenciesOf.parse(readJson(packageFile));
      const peers = Object.entries(peerDependenciesMeta).filter(([, { optional }]) => optional);
      expect([...Object.keys(dependencies), ...peers.map(([name]) => name)]).toEqual(
        expect.arrayContaining([...manifestOf(packageFile).packages]),
      );
    });
  });
  describe.each(Object.entries(cases))(`pattern ${pattern.id}: %s`, (_name, patternCase) => {
    const inspect = async (): Promise<Model> =>
      pattern.inspect(
        pattern.input.parse(patternCase.input),
        documentContext(patternCase.documents),
      );
    const plan = async (): Promise<readonly PlannedFile[]> => planOf(pattern, await inspect());
    const golden = fileURLToPath(new URL("golden/", patternCase.directory));

    test("the model is plain JSON", async () => {
      const model = await inspect();
      expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
    });

    test("decomposing twice gives the same files", async () => {
      const model = await inspect();
      expect(textsOf(planOf(pattern, model))).toStrictEqual(textsOf(planOf(pattern, model)));
    });

    test("subtasks have ids of their own and wait only for each other", async () => {
      const subtasks = pattern.decompose(await inspect());
      const ids = subtasks.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(subtasks.flatMap(({ dependsOn }) => dependsOn)));
    });

    test("every file has a path of its own inside the package", async () => {
      const paths = (await plan()).map(({ path }) => path);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      expect(
        paths.filter((path) => /^(?:\/|[A-Za-z]:)|\\|(?:^|\/)\.\.?(?:\/|$)/.test(path)),
      ).toEqual([]);
    });

    test("every file matches its golden", async () => {
      for (const { path, text } of textsOf((await plan()).filter(hasGolden))) {
        await expect(text).toMatchFileSnapshot(join(golden, path));
      }
    });

    test("no golden is left without a file", async () => {
      const planned = (await plan()).filter(hasGolden).map(({ path }) => path);
      expect(filesIn(golden).filter((path) => !planned.includes(path))).toEqual([]);
    });

    test("output is clean without a formatter", async () => {
      expect(textsOf(await plan()).flatMap(uncleanText)).toEqual([]);
    });

    test("output hides nothing, escapes no check and runs no text as code", async () => {
      expect(checkSourceRules(textsOf(await plan()))).toEqual([]);
    });
  });
}

function planOf<Input extends z.ZodType, Model extends PatternModel>(
  pattern: Pattern<Input, Model>,
  model: Model,
): readonly PlannedFile[] {
  return pattern.decompose(model).flatMap((subtask) => subtask.plan());
}

function textsOf(files: readonly PlannedFile[]): readonly RenderedFile[] {
  return files.map((file) => ({ path: file.path, text: renderFile(file) }));
}

/** A verbatim source is reviewed where it lives. */
function hasGolden({ kind }: PlannedFile): boolean {
  return kind !== "copy";
}

const dependenciesOf = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().default(false) }))
    .default({}),
});

function manifestOf(packageFile: URL): Manifest {
  return z.object({ agentflow: manifestSchema }).parse(readJson(packageFile)).agentflow;
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Vitest writes the goldens of a new case after the run, so the folder may not be there yet. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}
