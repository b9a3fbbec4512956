import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BuildProgress } from "../../src/builder/build-progress.js";
import { digestOf } from "../../src/documents/decode-document.js";
import { scene } from "./build-scene.js";
import { patternOf, soundFiles, temporaryFolder, writeFiles } from "./project-fixture.js";

const model = {
  unit: { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] },
  documentDigest: "sha256-none",
};

/** The files that an inspection told of, by their path in the folder. */
async function told(
  files: Readonly<Record<string, string>>,
  related: readonly string[],
): Promise<readonly (readonly [string, string | undefined])[]> {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  writeFileSync(join(folder, "binary"), Buffer.from([0xff, 0xfe, 0xff]));
  const found: [string, string | undefined][] = [];
  const pattern = patternOf(soundFiles, {
    inspect: async (_input, context) => {
      const root = await context.document("api.yaml");
      for (const reference of related) {
        await context.related(reference, root, { root, hosts: [] }).catch(() => undefined);
      }
      return model;
    },
  });
  const onProgress = (progress: BuildProgress): void => {
    if (progress.type !== "file") return;
    found.push([progress.path.slice(folder.length + 1), progress.digest]);
  };
  await scene(pattern)
    .build({ dryRun: true, documentDirectory: folder, onProgress })
    .catch(() => undefined);
  return found;
}

const digest = (text: string): string => digestOf(new TextEncoder().encode(text));

test("a build tells of every file that it reads, with its digest", async () => {
  expect(await told({ "api.yaml": "1", "b/c.yaml": "2" }, ["b/c.yaml"])).toEqual([
    ["api.yaml", digest("1")],
    ["b/c.yaml", digest("2")],
  ]);
});

test("a build tells also of files that are missing or cannot be read", async () => {
  expect(await told({ "api.yaml": "1" }, ["gone.yaml", "binary"])).toEqual([
    ["api.yaml", digest("1")],
    ["gone.yaml", undefined],
    ["binary", undefined],
  ]);
  expect(await told({}, [])).toEqual([["api.yaml", undefined]]);
});

test("a build tells of no file that it may not read, and of nothing that is none", async () => {
  expect(await told({ "api.yaml": "1" }, ["../x", "https://a.example/x"])).toEqual([
    ["api.yaml", digest("1")],
  ]);
});
