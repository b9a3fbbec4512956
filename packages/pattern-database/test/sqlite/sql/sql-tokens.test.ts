import * as fc from "fast-check";
import { expect, test } from "vitest";
import { afterParentheses, folded, sqlTokens } from "../../../src/sqlite/sql/sql-tokens.js";

const kindsAndTexts = (sql: string) => sqlTokens(sql).map(({ kind, text }) => `${kind} ${text}`);

test.each([
  [`"a""b" [c]]d]`, ['name a"b', "name c", "sign ]", "word d", "sign ]"]],
  ["`x``y`", ["name x`y"]],
  ["'it''s' x'00ff'", ["string it's", "blob 00ff"]],
  ["a--b\n/*c*/d /* open", ["word a", "word d"]],
  ["-- '\n'b'", ["string b"]],
  [
    "1.5e-3 .5 0xFF 1_000 1",
    ["number 1.5e-3", "number .5", "number 0xFF", "number 1_000", "number 1"],
  ],
  ["a$1 é_😀 x", ["word a$1", "word é_😀", "word x"]],
  [
    "a->>b->c||d<=e<>f==g",
    [
      "word a",
      "sign ->>",
      "word b",
      "sign ->",
      "word c",
      "sign ||",
      "word d",
      "sign <=",
      "word e",
      "sign <>",
      "word f",
      "sign ==",
      "word g",
    ],
  ],
  [`"never closed`, ["name never closed"]],
  ["😀;", ["word 😀", "sign ;"]],
])("%s is %j", (sql, expected) => {
  expect(kindsAndTexts(sql)).toEqual(expected);
});

test("every token is where it says, and nothing but space and comments is between them", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "'",
          '"',
          "`",
          "[",
          "]",
          "--",
          "/*",
          "*/",
          "\n",
          " ",
          "a",
          "1",
          "(",
          ")",
          ";",
          "x'",
          "é",
          "😀",
          ".",
        ),
      ),
      (parts) => {
        const sql = parts.join("");
        let from = 0;
        for (const { start, end } of sqlTokens(sql)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(sql.slice(from, start)).toMatch(/^(?:\s+|--[^\n]*\n?|\/\*[^]*?\*\/)*$/);
          from = end;
        }
        expect(sql.slice(from)).toMatch(/^(?:\s+|--[^\n]*\n?|\/\*[^]*?(?:\*\/|$))*$/);
      },
    ),
  );
});

test.each([
  ["(a (b) c) d", 0, 7],
  ["a (b)", 0, 0],
  ["(a", 0, 2],
])("the list in %s from %i ends before %i", (sql, from, after) => {
  expect(afterParentheses(sqlTokens(sql), from)).toBe(after);
});

test("names are compared without the case of ASCII letters alone", () => {
  expect(folded("ÄbC")).toBe("Äbc");
});
