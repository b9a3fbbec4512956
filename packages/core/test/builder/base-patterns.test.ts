import { join } from "node:path";
import { expect, test } from "vitest";
import { findBasePatterns } from "../../src/builder/base-patterns.js";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { temporaryFolder, writeFiles } from "./project-fixture.js";

const manifest = (id: string, base?: string) => ({
  contract: 1,
  id,
  type: "api",
  title: id,
  services: [],
  documents: [],
  packages: [],
  entry: "./index.js",
  ...(base !== undefined && { extends: base }),
});

const packageJson = (name: string, base?: string): string =>
  JSON.stringify({ name, version: "2.0.0", agentflow: manifest(name, base) });

function scene(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const directory = join(folder, "node_modules/github");
  return {
    folder,
    pattern: { packageName: "github", directory, manifest: manifest("github", "rest") },
  };
}

test("the patterns that a pattern extends are found without importing them, the nearest first", async () => {
  const { folder, pattern } = scene({
    "node_modules/rest/package.json": packageJson("rest", "http"),
    "node_modules/rest/node_modules/http/package.json": packageJson("http"),
  });
  expect(await findBasePatterns(systemFileSystem, pattern)).toEqual([
    {
      package: "rest",
      version: "2.0.0",
      directory: join(folder, "node_modules/rest"),
      packages: [],
    },
    {
      package: "http",
      version: "2.0.0",
      directory: join(folder, "node_modules/rest/node_modules/http"),
      packages: [],
    },
  ]);
});

test("a pattern that extends nothing has no base", async () => {
  const { pattern } = scene({});
  const own = { ...pattern, manifest: manifest("github") };
  expect(await findBasePatterns(systemFileSystem, own)).toEqual([]);
});

test("a base that is not installed is named", async () => {
  const { pattern } = scene({});
  await expect(findBasePatterns(systemFileSystem, pattern)).rejects.toMatchObject({
    code: "AF_PATTERN_UNLOADABLE",
    message: "github extends the pattern rest, which is not installed.",
  });
});

test("patterns that extend each other are refused", async () => {
  const { pattern } = scene({
    "node_modules/rest/package.json": packageJson("rest", "http"),
    "node_modules/http/package.json": packageJson("http", "rest"),
  });
  await expect(findBasePatterns(systemFileSystem, pattern)).rejects.toMatchObject({
    message: "http extends the pattern rest, which extends it in turn.",
  });
});
