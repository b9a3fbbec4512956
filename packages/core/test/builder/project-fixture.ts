import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { AnyPattern } from "../../src/contract/pattern.js";
import { definePattern } from "../../src/contract/pattern.js";
import type { PlannedFile } from "../../src/contract/planned-file.js";
import type { BuilderOptions } from "../../src/builder/builder.js";

/** A folder of this test's own, removed after it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "agentflow-builder-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, by path relative to the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every file below a folder, by path relative to it. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

/** Files of a package that satisfies every rule, for the units `get` and `put`. */
export const soundFiles: Readonly<Record<string, string>> = {
  "README.md": "# Status\n\n- `get`\n- `put`\n",
  "src/index.ts": "export const get = 1;\nexport const put = 2;\n",
  "test/faults.test.ts": 'test("survives");\n',
  "test/units.test.ts": 'test("get");\ntest("put");\n',
};

/** A pattern that plans the given files as one subtask. */
export function patternOf(
  files: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>),
  change: Partial<AnyPattern> = {},
): AnyPattern {
  const planned = (): readonly PlannedFile[] =>
    Object.entries(typeof files === "function" ? files() : files).map(([path, text]) => ({
      kind: "text",
      path,
      text,
    }));
  return {
    ...definePattern({
      id: "status",
      input: z.strictObject({ name: z.string(), document: z.string().optional() }),
      inspect: () => ({
        unit: { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] },
        documentDigest: "sha256-none",
      }),
      decompose: () => [
        {
          id: "all",
          title: "All files",
          artifact: "adapter",
          dependsOn: [],
          difficulty: "low",
          estimatedTokens: 0,
          plan: planned,
        },
      ],
    }),
    ...change,
  };
}

/** Loaded patterns by the folder of their project: a package on disk cannot hold a closure of the test. */
const loaded = new Map<string, AnyPattern>();
Object.assign(globalThis, { agentflowTestPatterns: loaded });

/**
 * A project that has one pattern installed, and tools that stand in for the compiler and the test runner: the compiler
 * objects to lines with TYPE_ERROR, the runner fails tests with FAIL in their name.
 */
export function createProject(pattern: AnyPattern, manifest: object = {}): BuilderOptions {
  const folder = temporaryFolder();
  loaded.set(folder, pattern);
  writeFiles(folder, {
    "package.json": JSON.stringify({ dependencies: { "pattern-status": "1.0.0" } }),
    "node_modules/pattern-status/package.json": JSON.stringify({
      name: "pattern-status",
      version: "1.2.3",
      type: "module",
      agentflow: {
        contract: 1,
        id: "status",
        type: "api",
        title: "Status",
        services: ["status"],
        entry: "./dist/index.js",
        ...manifest,
      },
    }),
    "node_modules/pattern-status/dist/index.js": `export default globalThis.agentflowTestPatterns.get(${JSON.stringify(folder)});\n`,
    "tools/core/dist/runtime.js":
      "// a comment\nexport const one = 1;\nexport const two = 2;\nexport const three = 3;\n",
    "tools/tsc.mjs": compiler,
    "tools/vitest.mjs": testRunner,
  });
  return {
    projectDirectory: folder,
    coreDirectory: join(folder, "tools/core"),
    environment: { PATH: process.env["PATH"] },
    tools: {
      typescript: join(folder, "tools/tsc.mjs"),
      vitest: join(folder, "tools/vitest.mjs"),
      packages: { "@agentflow/core": join(folder, "tools/core") },
    },
  };
}

const compiler = `
import { readdirSync, readFileSync } from "node:fs";
let errors = 0;
for (const path of readdirSync(".", { recursive: true }).filter((path) => path.endsWith(".ts")).sort()) {
  if (path.startsWith("node_modules")) continue;
  for (const [index, line] of readFileSync(path, "utf8").split("\\n").entries()) {
    if (!line.includes("TYPE_ERROR")) continue;
    errors += 1;
    console.log(path + "(" + (index + 1) + ",1): error TS2322: Type 'string' is not assignable to type 'number'.");
  }
}
process.exit(errors > 0 ? 2 : 0);
`;

const testRunner = `
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
const output = process.argv.find((argument) => argument.startsWith("--outputFile=")).slice(13);
const files = readdirSync(".", { recursive: true }).filter((path) => path.endsWith(".test.ts")).sort();
const testResults = files.filter((path) => !path.startsWith("node_modules")).map((path) => {
  const names = [...readFileSync(path, "utf8").matchAll(/^test\\("([^"]*)"/gm)].map((match) => match[1]);
  const assertionResults = names.map((fullName) => ({
    fullName,
    status: fullName.includes("FAIL") ? "failed" : "passed",
    failureMessages: fullName.includes("FAIL") ? ["Error: expected 1 to be 2\\n    at somewhere"] : [],
  }));
  const failed = assertionResults.some(({ status }) => status === "failed");
  return { name: resolve(path), status: failed ? "failed" : "passed", message: "", assertionResults };
});
writeFileSync(output, JSON.stringify({ testResults }));
process.exit(testResults.some(({ status }) => status === "failed") ? 1 : 0);
`;
