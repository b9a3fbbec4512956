import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installationFiles, saveFiles } from "../../src/upgrade/saved-files.js";
import { temporaryFolder, writeFiles } from "../builder/project-fixture.js";

test("files come back as they were, and those that were not there go", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { a: "one", "deep/b": "two", c: "three" });
  const paths = ["a", "deep/b", "c", "d"].map((name) => join(folder, name));
  const saved = await saveFiles(paths);
  writeFileSync(join(folder, "a"), "changed");
  rmSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(folder, "d"), "new");
  const { ino, mtimeMs } = statSync(join(folder, "c"));
  await saved.restore();
  expect(paths.slice(0, 3).map((path) => readFileSync(path, "utf8"))).toEqual([
    "one",
    "two",
    "three",
  ]);
  expect(existsSync(join(folder, "d"))).toBe(false);
  expect(statSync(join(folder, "c"))).toMatchObject({ ino, mtimeMs });
});

test("what cannot be read is an error, before anything is changed", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "package.json"));
  await expect(saveFiles([join(folder, "package.json")])).rejects.toMatchObject({ code: "EISDIR" });
});

test("the files of a workspace are those of the project and of its root", () => {
  const evidence = join("/root", "pnpm-lock.yaml");
  const files = installationFiles("/root/packages/a", { name: "pnpm", program: "pnpm", evidence });
  expect(files).toContain(join("/root/packages/a", "package.json"));
  expect(files).toContain(evidence);
  expect(installationFiles("/root", { name: "npm", program: "npm" })).toHaveLength(
    files.length / 2,
  );
});
