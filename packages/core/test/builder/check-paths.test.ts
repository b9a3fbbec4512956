import { describe, expect, test } from "vitest";
import { checkPaths } from "../../src/builder/check-paths.js";
import { pathProblem } from "../../src/builder/package-path.js";

const claim = (path: string, subtask = "client") => ({ path, subtask });

test.each([
  ["", "is empty"],
  ["a".repeat(201), "is longer than 200 characters"],
  ["/etc/passwd", "is absolute or has an empty segment"],
  ["src//index.ts", "is absolute or has an empty segment"],
  ["src/", "is absolute or has an empty segment"],
  ["../index.ts", "leaves its folder"],
  ["src/../../index.ts", "leaves its folder"],
  ["./index.ts", "leaves its folder"],
  ["src\\index.ts", "contains a character that Windows does not allow"],
  ["C:/index.ts", "contains a character that Windows does not allow"],
  ["src/what?.ts", "contains a character that Windows does not allow"],
  ["src/a\u0000b.ts", "contains a control character"],
  ["src/a\nb.ts", "contains a control character"],
  ["src/a\u202eb.ts", "contains a control character"],
  ["src/a\u2028b.ts", "contains a control character"],
  ["CON", "is the name of a device on Windows"],
  ["src/nul.ts", "is the name of a device on Windows"],
  ["lpt1/index.ts", "is the name of a device on Windows"],
  ["src/dot.", "has a segment that ends with a dot or a space"],
  ["src/space /index.ts", "has a segment that ends with a dot or a space"],
  ["node_modules/x/index.js", "lies in a folder of another tool"],
  [".git/hooks/pre-commit", "lies in a folder of another tool"],
])("the path %j %s", (path, problem) => {
  expect(pathProblem(path)).toBe(problem);
});

test.each([
  "README.md",
  "src/index.ts",
  ".gitignore",
  "docs/über-uns.md",
  "src/console.ts",
  "a".repeat(200),
])("the path %j is fine", (path) => {
  expect(pathProblem(path)).toBeUndefined();
});

describe("the files of a plan", () => {
  test("may not leave the package", () => {
    expect(() => checkPaths([claim("../outside.ts")])).toThrow(
      expect.objectContaining({
        code: "AF_PATH_UNSAFE",
        message: 'The path "../outside.ts" of subtask "client" leaves its folder.',
      }),
    );
  });

  test("may not be the record", () => {
    expect(() => checkPaths([claim("AgentFlow.json")])).toThrow(
      expect.objectContaining({ code: "AF_PATH_UNSAFE" }),
    );
  });

  test("may not be planned twice", () => {
    expect(() => checkPaths([claim("a.ts", "one"), claim("a.ts", "two")])).toThrow(
      expect.objectContaining({
        code: "AF_PLAN_INVALID",
        message: '"a.ts" of subtask "two" is the same file as "a.ts" of subtask "one".',
      }),
    );
  });

  test("may not differ in case or composition only", () => {
    expect(() => checkPaths([claim("A.ts"), claim("a.ts")])).toThrow("is the same file as");
    expect(() => checkPaths([claim("\u00e9.ts"), claim("e\u0301.ts")])).toThrow(
      "is the same file as",
    );
  });

  test("may not be a file and the folder of another", () => {
    expect(() => checkPaths([claim("docs"), claim("docs/index.md", "docs")])).toThrow(
      '"docs" of subtask "client" is a file and the folder of "docs/index.md" of subtask "docs".',
    );
  });

  test("pass when they do not meet", () => {
    expect(() => checkPaths([claim("docs.md"), claim("docs/index.md")])).not.toThrow();
  });
});
