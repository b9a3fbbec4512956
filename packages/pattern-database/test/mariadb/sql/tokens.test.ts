import fc from "fast-check";
import { expect, test } from "vitest";
import { quotedName, quotedText } from "../../../src/mariadb/sql/quoted.js";
import { closingIndex, splitAtCommas, sqlOf, tokensOf } from "../../../src/mariadb/sql/tokens.js";

test("SQL is taken apart into names, texts, numbers, words and signs", () => {
  const sql =
    "select `a``b`, 'it''s \\'\\n' -- no, `this`\n/* nor 'this' */ # nor this\n<= 1.5e3 1st \"x\"\"y\"";
  expect(tokensOf(sql).map(({ kind, value }) => [kind, value])).toEqual([
    ["word", "SELECT"],
    ["name", "a`b"],
    ["sign", ","],
    ["text", "it's '\n"],
    ["sign", "<="],
    ["number", "1.5e3"],
    ["word", "1ST"],
    ["text", 'x"y'],
  ]);
});

test("every name and every text is read as it was quoted", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, text) => {
      const sql = `${quotedName(name)} ${quotedText(text)}`;
      expect(tokensOf(sql).map(({ value }) => value)).toEqual([name, text]);
    }),
  );
});

test("a text without an end costs no more than its length", () => {
  const never = { "'": "\\'", '"': '\\"', "`": "x", "/*": "*" };
  for (const [start, more] of Object.entries(never)) {
    expect(tokensOf(start + more.repeat(50_000)).length).toBeLessThan(2);
  }
});

test("lists end at their own commas and parentheses", () => {
  const sql = "(a, f(b, c), 'd,)')";
  const tokens = tokensOf(sql);
  expect(closingIndex(tokens, 0)).toBe(tokens.length - 1);
  expect(closingIndex(tokens.slice(0, -1), 0)).toBe(tokens.length - 1);
  expect(splitAtCommas(tokens.slice(1, -1)).map((part) => sqlOf(sql, part))).toEqual([
    "a",
    "f(b, c)",
    "'d,)'",
  ]);
  expect(sqlOf(sql, [])).toBe("");
});
