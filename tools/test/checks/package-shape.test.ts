import { expect, test } from "vitest";
import { checkPackageShape } from "../../src/checks/package-shape.ts";
import { fileTree } from "../file-tree.ts";

const targets = { build: {}, lint: {}, test: {}, typecheck: {} };
const json = {
  name: "@agentflow/pattern-x",
  description: "X.",
  license: "MIT",
  type: "module",
  keywords: ["agentflow-pattern"],
  files: ["dist", "templates", "input.schema.json"],
  agentflow: { id: "x", input: "./input.schema.json" },
  exports: {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./package.json": "./package.json",
  },
  scripts: { build: "nx build", lint: "nx lint", test: "nx test", typecheck: "nx typecheck" },
  dependencies: { zod: "^4.0.0" },
  engines: { node: ">=22.19" },
  nx: { targets },
  tsup: { entry: ["src/index.ts"] },
};
const files = {
  "packages/pattern-x/README.md":
    "# @agentflow/pattern-x\n\n## Dependencies\n\n- `zod`: parses options.\n",
  "packages/pattern-x/LICENSE": "MIT",
  "packages/pattern-x/tsconfig.json": {},
  "packages/pattern-x/tsconfig.build.json": {},
  "packages/pattern-x/vitest.config.ts": "",
  "packages/pattern-x/input.schema.json": {},
  "packages/pattern-x/src/index.ts": "",
};
const problems = (change: Readonly<Record<string, unknown>>): readonly string[] =>
  checkPackageShape(
    fileTree({ ...files, "packages/pattern-x/package.json": { ...json, ...change } }),
  ).map(({ message }) => message);

test("accepts a package of the common shape", () => {
  expect(problems({})).toEqual([]);
});

test("accepts that what npm create looks for is in no scope", () => {
  const named = (name: string) =>
    checkPackageShape(fileTree({ "packages/create-x/package.json": { ...json, name } })).filter(
      ({ message }) => message.startsWith("the name"),
    );
  expect(named("create-x")).toEqual([]);
  expect(named("@agentflow/create-x")).toHaveLength(1);
});

test.each([
  [
    "a name that is not its folder's",
    { name: "@agentflow/pattern-y" },
    `the name is not "@agentflow/pattern-x"`,
  ],
  ["another license", { license: "ISC" }, `the license is not "MIT"`],
  ["CommonJS", { type: "commonjs" }, `the type is not "module"`],
  ["no description", { description: "" }, "there is no description"],
  ["another engine", { engines: { node: ">=18" } }, `engines.node is not ">=22.19"`],
  [
    "a script of its own",
    { scripts: { ...json.scripts, test: "vitest" } },
    `the script "test" is not "nx test"`,
  ],
  [
    "a missing target",
    { nx: { targets: { ...targets, lint: undefined } } },
    `nx has no target "lint"`,
  ],
  [
    "a hidden package.json",
    { exports: { ".": json.exports["."] } },
    `exports hides "./package.json"`,
  ],
  [
    "an export that is not built",
    { tsup: { entry: [] } },
    `tsup.entry does not list "src/index.ts"`,
  ],
  [
    "an entry that is not there",
    { tsup: { entry: ["src/index.ts", "src/b.ts"] } },
    "src/b.ts does not exist",
  ],
  ["a command that is not there", { bin: { x: "./bin/x.mjs" } }, "./bin/x.mjs does not exist"],
  [
    "a missing input schema",
    { agentflow: { id: "x", input: "./b.json" } },
    "./b.json does not exist",
  ],
  ["a pattern without its keyword", { keywords: [] }, `keywords does not list "agentflow-pattern"`],
  [
    "unpublished templates",
    { files: json.files.toSpliced(1, 1) },
    `files does not list "templates"`,
  ],
  [
    "a dependency without a reason",
    { dependencies: { zod: "^4.0.0", eta: "^4.0.0" } },
    'README.md gives no reason for `eta` below "## Dependencies"',
  ],
])("reports %s", (_case, change, problem) => {
  expect(problems(change)).toEqual([problem]);
});

test("reports an export whose types do not come first", () => {
  const exports = {
    ...json.exports,
    ".": { default: "./dist/index.js", types: "./dist/index.d.ts" },
  };
  expect(problems({ exports })).toHaveLength(1);
});

test("reports a published folder that leaves out the build", () => {
  expect(problems({ files: json.files.toSpliced(0, 1) })).toEqual([`files does not list "dist"`]);
});

test("reports a missing file that every package has", () => {
  const { "packages/pattern-x/LICENSE": _license, ...rest } = files;
  const root = fileTree({ ...rest, "packages/pattern-x/package.json": json });
  expect(checkPackageShape(root)).toEqual([
    { file: "packages/pattern-x/package.json", message: "LICENSE does not exist" },
  ]);
});
