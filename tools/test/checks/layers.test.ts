import { expect, test } from "vitest";
import { checkLayers } from "../../src/checks/layers.ts";
import { problemText } from "../../src/problem.ts";
import { fileTree } from "../file-tree.ts";

const core = {
  "packages/core/package.json": {
    name: "@agentflow/core",
    tsup: { entry: ["src/index.ts", "src/runtime.ts"] },
  },
};
const problems = (files: Readonly<Record<string, unknown>>): readonly string[] =>
  checkLayers(fileTree(files)).map(problemText);

test("accepts imports from lower layers, the own folder, packages and Node", () => {
  expect(
    problems({
      ...core,
      "packages/core/src/errors/error.ts": `import { join } from "node:path"; export { join };`,
      "packages/core/src/registry/discover.ts": `
        import { z } from "zod";
        import type { E } from "../errors/error.js";
        export * from "./select.js";
        export { z, type E };
      `,
      "packages/core/src/registry/select.ts": `export const select = 1;`,
    }),
  ).toEqual([]);
});

test("accepts an entry that gathers every layer", () => {
  expect(
    problems({ ...core, "packages/core/src/index.ts": `export * from "./builder/builder.js";` }),
  ).toEqual([]);
});

test.each([
  ["an import", `import { b } from "../builder/b.js";`],
  ["a type import", `import type { B } from "../builder/b.js";`],
  ["an export of everything", `export * from "../builder/b.js";`],
  ["an export of names", `export { b } from "../builder/b.js";`],
  ["an import at run time", `export const b = await import("../builder/b.js");`],
  ["an import inside a type", `export type B = import("../builder/b.js").B;`],
  ["a required module", `import b = require("../builder/b.js");`],
])("refuses %s from a higher layer", (_form, text) => {
  expect(problems({ ...core, "packages/core/src/errors/error.ts": `\n${text}` })).toEqual([
    `packages/core/src/errors/error.ts:2: "errors" may not import "../builder/b.js": it is not in a layer below`,
  ]);
});

test("refuses a folder of core that is no layer", () => {
  const files = { "packages/core/src/shared/text.ts": `import "../errors/error.js";` };
  expect(problems({ ...core, ...files })[0]).toContain(`"shared" is not one of core's layers`);
});

test("refuses a layer that imports a file directly under src", () => {
  const files = { "packages/core/src/builder/b.ts": `import { x } from "../loose.js";` };
  expect(problems({ ...core, ...files })[0]).toContain("not in a layer below");
});

test("refuses the import of an entry of the own package", () => {
  const files = {
    "packages/cli/package.json": { name: "@agentflow/cli", tsup: { entry: ["src/index.ts"] } },
    "packages/cli/src/bin.ts": `import { run } from "./index.js";`,
  };
  expect(problems(files)).toEqual([
    `packages/cli/src/bin.ts:1: nobody imports an entry of their own package ("./index.js")`,
  ]);
});

test("refuses the import of the own package by name", () => {
  const files = { "packages/core/src/errors/e.ts": `import "@agentflow/core/runtime";` };
  expect(problems({ ...core, ...files })[0]).toContain("may not import itself by name");
});

test("refuses an import that leaves src", () => {
  const files = { "packages/core/src/errors/e.ts": `import "../../test/fake.js";` };
  expect(problems({ ...core, ...files }).join()).toContain("leaves the package's src folder");
});

const github = {
  "packages/pattern-github/package.json": {
    name: "@agentflow/pattern-github",
    agentflow: { id: "github", services: ["github"], extends: "@agentflow/pattern-api" },
  },
};

test("accepts a pattern that imports core, its runtime and its base", () => {
  const text = ["@agentflow/core", "@agentflow/core/runtime", "@agentflow/pattern-api"]
    .map((name) => `import "${name}";`)
    .join("\n");
  expect(problems({ ...github, "packages/pattern-github/src/pattern.ts": text })).toEqual([]);
});

test.each(["@agentflow/cli", "@agentflow/pattern-stripe", "@agentflow/core/testing"])(
  "refuses a pattern that imports %s",
  (name) => {
    const files = { "packages/pattern-github/src/pattern.ts": `import "${name}";` };
    expect(problems({ ...github, ...files })).toEqual([
      `packages/pattern-github/src/pattern.ts:1: @agentflow/pattern-github may not import "${name}"`,
    ]);
  },
);

test("refuses core importing another package of the repository", () => {
  const files = { "packages/core/src/errors/e.ts": `import "@agentflow/cli";` };
  expect(problems({ ...core, ...files })).toHaveLength(1);
});

test("accepts that the package behind npm create starts the command, and no other package does", () => {
  const importing = (name: string) => ({
    [`packages/${name}/package.json`]: { name },
    [`packages/${name}/src/index.ts`]: `import "@agentflow/cli";`,
  });
  expect(problems(importing("create-agentflow-pattern"))).toEqual([]);
  expect(problems(importing("agentflow-other"))).toHaveLength(1);
});

test("refuses a computed import, except where patterns are loaded", () => {
  const text = `export const load = (name: string) => import(name);`;
  expect(
    problems({
      ...core,
      "packages/core/src/registry/load-pattern.ts": text,
      "packages/core/src/registry/select-pattern.ts": text,
    }),
  ).toEqual([
    "packages/core/src/registry/select-pattern.ts:1: only packages/core/src/registry/load-pattern.ts may import a module by a computed name",
  ]);
});

test("reports a file that is not TypeScript", () => {
  const files = { "packages/core/src/errors/e.ts": `import {` };
  expect(problems({ ...core, ...files })).toHaveLength(1);
});
