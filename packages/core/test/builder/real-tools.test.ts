import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scene } from "./build-scene.js";
import { patternOf } from "./project-fixture.js";

const require = createRequire(import.meta.url);

function packageFolder(name: string): string {
  const found = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
  const folder = found.find((path) => {
    try {
      return readFileSync(join(path, "package.json")).length > 0;
    } catch {
      return false;
    }
  });
  if (folder === undefined) throw new Error(`${name} is not installed`);
  return folder;
}

const compilerOptions = {
  target: "es2023",
  module: "nodenext",
  strict: true,
  noEmit: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  types: ["node"],
};

const files = {
  "README.md": "# Status\n\n- `get`\n- `put`\n",
  "package.json": '{"name":"status","private":true,"type":"module"}\n',
  "tsconfig.json": `${JSON.stringify({ compilerOptions, include: ["src", "test"] })}\n`,
  "src/index.ts":
    'import { basename } from "node:path";\nexport const get = (path: string): string => basename(path);\nexport const put = (n: number): number => n + 1;\n',
  "test/units.test.ts":
    'import { expect, test } from "vitest";\nimport { get, put } from "../src/index.js";\n\ntest("get", () => {\n  expect(get("a/b")).toBe("b");\n});\n\ntest("put", () => {\n  expect(put(1)).toBe(2);\n});\n',
  "test/faults.test.ts":
    'import { expect, test } from "vitest";\nimport { get } from "../src/index.js";\n\ntest("survives nothing", () => {\n  expect(get("")).toBe("");\n});\n',
};

function realScene(more: Readonly<Record<string, string>> = {}) {
  const pattern = patternOf({ ...files, ...more });
  const packages = {
    ...scene(pattern).options.tools.packages,
    "@types/node": packageFolder("@types/node"),
    typescript: packageFolder("typescript"),
    vitest: packageFolder("vitest"),
  };
  const tools = {
    typescript: join(packages.typescript, "bin/tsc"),
    vitest: join(packages.vitest, "vitest.mjs"),
    packages,
  };
  return scene(pattern, { tools, environment: process.env });
}

test("a package is verified by the real compiler and test runner where nothing is installed", async () => {
  const { builder, build, out } = realScene();
  const report = await build();
  expect(report).toMatchObject({
    score: { total: 100 },
    tests: { passed: 3, failed: 0 },
    diagnostics: [],
  });
  writeFileSync(
    join(out, "src/index.ts"),
    `${files["src/index.ts"]}export const broken: number = get("");\n`,
  );
  const broken = await builder.validate(out);
  expect(broken.diagnostics).toContainEqual(
    expect.objectContaining({
      code: "AF_TYPECHECK_FAILED",
      message: "TS2322: Type 'string' is not assignable to type 'number'.",
      location: { source: "src/index.ts", line: 4, column: 14 },
    }),
  );
  writeFileSync(join(out, "src/index.ts"), files["src/index.ts"].replace("n + 1", "n - 1"));
  const wrong = await builder.validate(out);
  expect(wrong).toMatchObject({ valid: false, tests: { passed: 2, failed: 1 } });
  expect(wrong.diagnostics).toContainEqual(
    expect.objectContaining({
      code: "AF_TESTS_FAILED",
      message: expect.stringMatching(/^put: AssertionError: expected \+?0 to be 2/) as unknown,
      location: { source: "test/units.test.ts" },
    }),
  );
}, 120_000);

test("an error that no test catches fails the verification", async () => {
  const { build } = realScene({
    "test/stray.test.ts":
      'import { expect, test } from "vitest";\n\ntest("stray", () => {\n  setTimeout(() => {\n    throw new Error("nobody catches this");\n  });\n  expect(1).toBe(1);\n});\n',
  });
  await expect(build()).rejects.toMatchObject({ code: "AF_TESTS_FAILED" });
}, 120_000);

test("the path of the out folder does not disturb the tools", async () => {
  const { options, builder } = realScene();
  const outDirectory = join(options.projectDirectory, "[a] (b) $c", "&d'e");
  const report = await builder.build({ name: "Status" }, { outDirectory });
  expect(report.tests).toEqual({ passed: 3, failed: 0 });
}, 120_000);
