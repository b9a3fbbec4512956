import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { findOutputPackages, findOutputPackagesOf } from "../../src/builder/output-packages.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import {
  createProject,
  patternOf,
  soundFiles,
  temporaryFolder,
  writeFiles,
} from "./project-fixture.js";

const manifest = (id: string, packages: readonly string[], base?: string) => ({
  contract: 1,
  id,
  type: "database",
  title: id,
  services: [],
  documents: [],
  packages: [...packages],
  entry: "./index.js",
  ...(base !== undefined && { extends: base }),
});

const packageJson = (name: string, packages: readonly string[], base?: string): string =>
  JSON.stringify({ name, version: "2.0.0", agentflow: manifest(name, packages, base) });

/** A project with the pattern `shop`, which extends `sql`. */
function scene(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const modules = join(folder, "node_modules");
  writeFiles(modules, {
    "shop/package.json": packageJson("shop", ["pg"], "sql"),
    "sql/package.json": packageJson("sql", ["pg", "driver"]),
    ...files,
  });
  const pattern = {
    packageName: "shop",
    directory: join(modules, "shop"),
    manifest: manifest("shop", ["pg"], "sql"),
  };
  return { folder, modules, pattern };
}

describe("the packages that generated packages import", () => {
  test("are found as they are installed for the pattern that lists them, the nearest pattern's first", async () => {
    const { modules, pattern } = scene({
      "shop/node_modules/pg/package.json": "{}",
      "pg/package.json": "{}",
      "driver/package.json": "{}",
    });
    expect(await findOutputPackages(systemFileSystem, pattern)).toEqual({
      pg: join(modules, "shop/node_modules/pg"),
      driver: join(modules, "driver"),
    });
  });

  test("are named when they are not installed", async () => {
    const { pattern } = scene({ "pg/package.json": "{}" });
    await expect(findOutputPackages(systemFileSystem, pattern)).rejects.toMatchObject({
      code: "AF_PATTERN_UNLOADABLE",
      message: "What sql generates imports driver, which is not installed for it.",
    });
  });

  test("may be missing where their pattern has them as optional peers only", async () => {
    const json = JSON.parse(packageJson("sql", ["pg", "driver"])) as object;
    const { modules, pattern } = scene({
      "pg/package.json": "{}",
      "sql/package.json": JSON.stringify({
        ...json,
        peerDependencies: { driver: "*", pg: "*" },
        peerDependenciesMeta: { driver: { optional: true }, pg: { optional: true } },
      }),
    });
    expect(await findOutputPackages(systemFileSystem, pattern)).toEqual({
      pg: join(modules, "pg"),
    });
  });

  test("are found by the pattern's name too", async () => {
    const { folder, modules } = scene({ "pg/package.json": "{}", "driver/package.json": "{}" });
    expect(await findOutputPackagesOf(systemFileSystem, "shop", folder)).toEqual({
      pg: join(modules, "pg"),
      driver: join(modules, "driver"),
    });
  });

  test.each([
    ["is not installed", "other"],
    ["is no pattern any more", "plain"],
  ])("are none when the pattern %s", async (_, name) => {
    const { folder } = scene({ "plain/package.json": "{}" });
    expect(await findOutputPackagesOf(systemFileSystem, name, folder)).toEqual({});
  });
});

/** A compiler that objects when the package beside the sources cannot be found. */
const lookingCompiler = `
import { existsSync } from "node:fs";
if (existsSync("node_modules/driver/index.js")) process.exit(0);
console.log("src/index.ts(1,1): error TS2307: Cannot find module 'driver'.");
process.exit(2);
`;

function project(packages: readonly string[]) {
  const options = createProject(patternOf(soundFiles), { packages });
  writeFiles(options.projectDirectory, {
    "node_modules/pattern-status/node_modules/driver/index.js": "",
    "tools/tsc.mjs": lookingCompiler,
  });
  const outDirectory = join(options.projectDirectory, "integrations/status");
  return { builder: createBuilder(options), outDirectory };
}

test("a package is verified with what its pattern's manifest lists, when it is built and when it is validated", async () => {
  const { builder, outDirectory } = project(["driver"]);
  const report = await builder.build({ name: "Status" }, { outDirectory });
  expect(report.score.total).toBe(100);
  expect((await builder.validate(outDirectory)).valid).toBe(true);
});

test("a package is not verified with what only lies around", async () => {
  const { builder, outDirectory } = project([]);
  await expect(builder.build({ name: "Status" }, { outDirectory })).rejects.toMatchObject({
    code: "AF_TYPECHECK_FAILED",
  });
});
