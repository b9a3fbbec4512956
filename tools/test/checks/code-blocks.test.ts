import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkCodeBlocks } from "../../src/checks/code-blocks.ts";
import { fileTree } from "../file-tree.ts";

const nothing = () => ({});
const block = (info: string, code: string): string => `# Guide\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

test("accepts a checked block that compiles", async () => {
  const root = fileTree({
    "docs/guide/a.md": block("ts check", "const a: number = 1;\nconsole.log(a);"),
  });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});

test("reports a type error on its line of the page", async () => {
  const root = fileTree({
    "README.md": block("ts check", "const a: string =\n  1;\nconsole.log(a);"),
  });
  expect(await checkCodeBlocks(root, nothing)).toMatchObject([{ file: "README.md", line: 4 }]);
});

test("compiles a block against what is prepared for it", async () => {
  const code = `import { b } from "made-adapter";\nconsole.log(b.length);`;
  const root = fileTree({ "README.md": block("ts check", code) });
  const problems = await checkCodeBlocks(root, (directory, documented) => {
    expect(documented).toContain("made-adapter");
    mkdirSync(join(directory, "made"));
    writeFileSync(join(directory, "made/b.ts"), `export const b = "text";\n`);
    return { "made-adapter": ["./made/b.ts"] };
  });
  expect(problems).toEqual([]);
});

test("accepts an excerpt of a file, whatever its indentation", async () => {
  const root = fileTree({
    "src/a.ts": "function f() {\n  const a = 1;\n  return a;\n}\n",
    "packages/x/README.md": block("ts from=src/a.ts", "const a = 1;\nreturn a;"),
  });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});

test.each([
  ["an excerpt that changed", "ts from=src/a.ts", "does not stand in src/a.ts"],
  ["an excerpt of a missing file", "ts from=src/gone.ts", "src/gone.ts does not exist"],
  ["a block without a mark", "ts", "is marked"],
])("reports %s", async (_case, info, message) => {
  const root = fileTree({ "src/a.ts": "const a = 1;", "README.md": block(info, "const a = 2;") });
  const problems = await checkCodeBlocks(root, nothing);
  expect(problems).toMatchObject([{ file: "README.md", line: 4 }]);
  expect(problems[0]?.message).toContain(message);
});

test("accepts a block that runs to its end", async () => {
  const code = `import assert from "node:assert/strict";\nconst a: number = 1;\nassert.equal(a, 1);`;
  const root = fileTree({ "docs/reference/runtime/a.md": block("ts run", code) });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});

test("runs every block as a program of its own, without the variables of this one", async () => {
  vi.stubEnv("AGENTFLOW_TEST_TOKEN", "x");
  onTestFinished(() => void vi.unstubAllEnvs());
  const code = `if (globalThis.name !== undefined) throw new Error("shared");
globalThis.name = process.env["AGENTFLOW_TEST_TOKEN"] ?? "a";
if (globalThis.name !== "a") throw new Error("inherited");
declare global { var name: string | undefined; }`;
  const root = fileTree({ "README.md": block("ts run", code) + block("ts run", code) });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});

test.each([
  [
    "what a block throws, on its line",
    `const a = 1;\nthrow new TypeError(\`\${a}\`);`,
    5,
    "TypeError: 1",
  ],
  ["an exit code", "process.exitCode = 3;", 4, "exit code 3"],
  ["what a block prints to stderr", `console.error("a word");`, 4, "a word"],
  ["a failed console.assert", `console.assert(1 > Date.now(), "later");`, 4, "later"],
  ["a type error of a block that would run", `const a: string = 1;\nconsole.log(a);`, 4, "TS2322"],
])("reports %s", async (_case, code, line, message) => {
  const root = fileTree({ "docs/guide/a.md": block("ts run", code) });
  expect(await checkCodeBlocks(root, nothing)).toEqual([
    { file: "docs/guide/a.md", line, message: expect.stringContaining(message) },
  ]);
});

test("does not run a block that is only compiled", async () => {
  const root = fileTree({ "README.md": block("ts check", "process.exit(1);") });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});

test("leaves the code of decisions alone", async () => {
  const root = fileTree({ "docs/decisions/0001.md": block("ts", "not code") });
  expect(await checkCodeBlocks(root, nothing)).toEqual([]);
});
