import { describe, expect, test } from "vitest";
import { escapingSteps } from "../../src/mutation/escaping-steps.ts";

const printers = new Set(["visible"]);

/** What is switched off, one line each. */
function steps(text: string): readonly string[] {
  return escapingSteps("printer.ts", text, printers).map(({ step }) => step);
}

describe("what is switched off", () => {
  test.each([
    ["a replacement", 'const a = t.replaceAll("<", "&lt;");', ['t.replaceAll("<", "&lt;") → t']],
    [
      "each of two in a row",
      'const a = t.replace("a", "").replace("b", "");',
      ['t.replace("a", "") → t', 't.replace("a", "").replace("b", "") → t.replace("a", "")'],
    ],
    ["another printer", "const a = visible(t, 1);", ["visible(t, 1) → String(t)"]],
    ["a guard that throws", 'if (bad(t)) throw new Error("bad");', ["bad(t) → false"]],
    [
      "a guard in braces that throws",
      'if (bad(t)) { throw new Error("bad"); }',
      ["bad(t) → false"],
    ],
    [
      "a text that needs nothing",
      "function f() { if (plain.test(t)) return t; }",
      ["plain.test(t) → true"],
    ],
    ["a text of its own", 'function f() { if (key === "a") return t; }', ['key === "a" → false']],
    ["a choice", "const a = plain.test(t) ? t : other(t);", ["plain.test(t) ? t : other(t) → t"]],
    [
      "alternatives of what is looked for",
      'const a = t.replace(/x|[a-c\\n]/g, "");',
      [
        't.replace(/x|[a-c\\n]/g, "") → t',
        "x| → nothing",
        "|[a-c\\n] → nothing",
        "a-c → nothing",
        "\\n → nothing",
      ],
    ],
    [
      "parts of an expression that has a name",
      'const bad = /[\\u0000-\\u001f"]/g; const a = t.replace(bad, "");',
      ["\\u0000-\\u001f → nothing", '" → nothing', 't.replace(bad, "") → t'],
    ],
  ])("%s", (_title, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });

  test.each([
    ["words of a message", "throw new Error(visible(t));"],
    ["a branch that is no guard", "if (a) b();"],
    [
      "an expression that describes what is safe",
      "const safe = /^[a-z]+$/; const a = safe.test(t);",
    ],
    ["what a lookaround allows", "const a = t.split(/a(?=[bc]|d)/);"],
  ])("not %s", (_title, text) => {
    expect(steps(text)).toEqual([]);
  });

  test("names the line, and gives the whole text without the step", () => {
    expect(escapingSteps("printer.ts", "const b = 1;\nconst a = visible(t);\n", printers)).toEqual([
      {
        file: "printer.ts",
        line: 2,
        step: "visible(t) → String(t)",
        text: "const b = 1;\nconst a = String(t);\n",
      },
    ]);
  });

  test("refuses what is no TypeScript", () => {
    expect(() => steps("const = ;")).toThrow(SyntaxError);
  });
});
