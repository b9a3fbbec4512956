import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkCodeBlocks } from "../../src/checks/code-blocks.ts";
import { fileTree } from "../file-tree.ts";

const nothing = () => ({});
const block = (info: string, code: string): string => `# Guide\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

test("accepts a checked block that compiles", () => {
  const root = fileTree({
    "docs/guide/a.md": block("ts check", "const a: number = 1;\nconsole.log(a);"),
  });
  expect(checkCodeBlocks(root, nothing)).toEqual([]);
});

test("reports a type error on its line of the page", () => {
  const root = fileTree({
    "README.md": block("ts check", "const a: string =\n  1;\nconsole.log(a);"),
  });
  expect(checkCodeBlocks(root, nothing)).toMatchObject([{ file: "README.md", line: 4 }]);
});

test("compiles a block against what is prepared for it", () => {
  const code = `import { b } from "made-adapter";\nconsole.log(b.length);`;
  const root = fileTree({ "README.md": block("ts check", code) });
  const problems = checkCodeBlocks(root, (directory, documented) => {
    expect(documented).toContain("made-adapter");
    mkdirSync(join(directory, "made"));
    writeFileSync(join(directory, "made/b.ts"), `export const b = "text";\n`);
    return { "made-adapter": ["./made/b.ts"] };
  });
  expect(problems).toEqual([]);
});

test("accepts an excerpt of a file, whatever its indentation", () => {
  const root = fileTree({
    "src/a.ts": "function f() {\n  const a = 1;\n  return a;\n}\n",
    "packages/x/README.md": block("ts from=src/a.ts", "const a = 1;\nreturn a;"),
  });
  expect(checkCodeBlocks(root, nothing)).toEqual([]);
});

test.each([
  ["an excerpt that changed", "ts from=src/a.ts", "does not stand in src/a.ts"],
  ["an excerpt of a missing file", "ts from=src/gone.ts", "src/gone.ts does not exist"],
  ["a block without a mark", "ts", "is marked"],
])("reports %s", (_case, info, message) => {
  const root = fileTree({ "src/a.ts": "const a = 1;", "README.md": block(info, "const a = 2;") });
  const problems = checkCodeBlocks(root, nothing);
  expect(problems).toMatchObject([{ file: "README.md", line: 4 }]);
  expect(problems[0]?.message).toContain(message);
});

test("leaves the code of decisions alone", () => {
  const root = fileTree({ "docs/decisions/0001.md": block("ts", "not code") });
  expect(checkCodeBlocks(root, nothing)).toEqual([]);
});
