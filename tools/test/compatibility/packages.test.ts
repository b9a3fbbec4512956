import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testPackages } from "../../src/compatibility/test-packages.ts";
import { typeCheckPackages } from "../../src/compatibility/type-check-packages.ts";
import { repositoryRoot } from "../../src/workspace.ts";
import { fileTree } from "../file-tree.ts";

const { signal } = new AbortController();

/** A folder with packages, as a batch leaves it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const names = new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""));
  const configurations = [...names].map((name) => [
    `${name}/tsconfig.json`,
    {
      compilerOptions: {
        strict: true,
        noEmit: true,
        types: [],
        paths: { [`${name}-adapter`]: ["./src/index.ts"] },
      },
      include: ["src"],
    },
  ]);
  const folder = fileTree({
    "package.json": { type: "module" },
    ...Object.fromEntries(configurations),
    ...files,
  });
  symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

const testOf = (body: string): string => `import { expect, test } from "vitest";\n${body}\n`;
const passing = testOf('test("passes", () => expect(1).toBe(1));');

test(
  "each package has its own type errors, found by one compiler",
  { timeout: 60_000 },
  async () => {
    const folder = folderOf({
      "a/src/index.ts": "export const number: number = 1;\n",
      "a/src/use.ts": 'import { number } from "a-adapter";\nexport const same: number = number;\n',
      "b/src/index.ts": 'export const wrong: number = "text";\n',
    });
    const errors = await typeCheckPackages({ folder, packages: ["a", "b"], limit: 60, signal });
    expect([...errors]).toEqual([
      ["a", []],
      ["b", [{ code: "TS2322", message: expect.any(String), place: "src/index.ts:1" }]],
    ]);
  },
);

test(
  "a compiler that takes too long is a failure of each package that it happens to",
  { timeout: 60_000 },
  async () => {
    const folder = folderOf({ "a/src/index.ts": "export {};\n", "b/src/index.ts": "export {};\n" });
    const errors = await typeCheckPackages({ folder, packages: ["a", "b"], limit: 0.001, signal });
    expect([...errors.values()].flat().map(({ code }) => code)).toEqual([
      "TIME_LIMIT",
      "TIME_LIMIT",
    ]);
  },
);

test("each package has its own tests, run by one process", { timeout: 60_000 }, async () => {
  const folder = folderOf({
    "a/test/a.test.ts": passing,
    "b/test/b.test.ts": testOf('test("fails", () => expect(1).toBe(2));'),
    "c/test/c.test.ts": "throw new Error('not loaded');\n",
    "d/src/index.ts": "export {};\n",
  });
  const tests = await testPackages({ folder, packages: ["a", "b", "c", "d"], limit: 60, signal });
  expect(Object.fromEntries(tests)).toMatchObject({
    a: { passed: 1, failed: 0, problems: [] },
    b: {
      failed: 1,
      problems: [
        {
          code: "TESTS_FAILED",
          place: "test/b.test.ts",
          message: expect.stringContaining("fails: "),
        },
      ],
    },
    c: {
      failed: 1,
      problems: [{ code: "TESTS_FAILED", message: expect.stringContaining("not loaded") }],
    },
    d: { failed: 1, problems: [{ code: "TESTS_FAILED", message: "No test ran." }] },
  });
});

test(
  "a run that takes too long is a failure of each package that it happens to",
  { timeout: 60_000 },
  async () => {
    const folder = folderOf({ "a/test/a.test.ts": passing, "b/test/b.test.ts": passing });
    const tests = await testPackages({ folder, packages: ["a", "b"], limit: 0.001, signal });
    expect([...tests.values()].flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(
      ["TIME_LIMIT", "TIME_LIMIT"],
    );
  },
);
