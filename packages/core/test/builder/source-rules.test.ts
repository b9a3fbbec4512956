import { describe, expect, test } from "vitest";
import { checkSourceRules } from "../../src/builder/source-rules.js";
import { countCodeLines, lineAt } from "../../src/builder/source-tokens.js";

function findings(text: string, path = "src/index.ts"): readonly string[] {
  return checkSourceRules([{ path, text }]).map(
    ({ code, location }) => `${code}:${location?.line}`,
  );
}

describe("the type checker may not be turned off", () => {
  test.each([
    "const x: any = 1;",
    "const x = y as any;",
    "let x: any;",
    "type X = Record<string, any>;",
    "type X = any[];",
    "type X = string | any;",
    "function f(x: any, y: string) {}",
    "type F = () => any;",
    "type X = readonly any[];",
    "// @ts-ignore\nx();",
    "/* @ts-nocheck */",
    "// @ts-nocheck because",
  ])("by %j", (text) => {
    expect(findings(text)).toEqual(["AF_TYPE_ESCAPE:1"]);
  });

  test.each([
    "// any comment about @ts-ignore\nexport {};",
    'const x = "x as any";',
    "const x = `: any `;",
    "await Promise.any([x]);",
    "const x = { any: 1 };",
    "interface X { any(): string; any?: string }",
    "const company = 1, anyone = 2, $any = 3, any$ = 4;",
    "const pattern = /: any;/;",
    "// @ts-expect-error -- the test is that it does not compile\nx();",
  ])("%j does not", (text) => {
    expect(findings(text)).toEqual([]);
  });
});

describe("text may not be run, and no program started", () => {
  test.each([
    'eval("1");',
    'new Function("return 1");',
    'Function("return 1")();',
    'import { spawn } from "node:child_process";',
    "const x = await import('child_process');",
    'import vm from "node:vm";',
  ])("by %j", (text) => {
    expect(findings(text)).toEqual(["AF_CODE_UNSAFE:1"]);
  });

  test.each([
    "evaluate(1);",
    "const x: Function = y;",
    'const kind = "child_process";',
    "parser.eval(x);",
    "// eval(x)",
  ])("%j does not", (text) => {
    expect(findings(text)).toEqual([]);
  });
});

test.each(["\u202e", "\u2066", "\u200f", "\u0000", "\u001b", "\u2028"])(
  "the hidden character %j may stand in no file",
  (character) => {
    expect(findings(`first\nsecond ${character}\n`, "README.md")).toEqual(["AF_CODE_UNSAFE:2"]);
  },
);

test("tabs, line ends and letters of any script may stand anywhere", () => {
  expect(findings("a\tb\r\nשלום\n日本\n", "README.md")).toEqual([]);
});

test("words are code in code files only", () => {
  expect(findings("const x: any = eval(1);", "README.md")).toEqual([]);
});

test("a file is given up after twenty findings", () => {
  expect(findings("let x: any;\n".repeat(50))).toHaveLength(20);
});

test("code lines are those that hold more than white space and comments", () => {
  const text =
    'const a = 1; // one\n\n/* two\n   lines */\n  // none\nconst b = "// two";\n/** doc */ const c = 3;\n';
  expect(countCodeLines(text)).toBe(3);
});

test("a slash is a division after a value and begins a regular expression elsewhere", () => {
  expect(
    countCodeLines("const half = total / 2; // a\nconst r = /'/; // b\nconst s = 'x';\n"),
  ).toBe(3);
});

test("lines are counted from 1", () => {
  expect([0, 1, 2, 3].map((offset) => lineAt("a\nb\n", offset))).toEqual([1, 1, 2, 2]);
});
