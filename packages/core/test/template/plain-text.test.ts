import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cellCode,
  firstParagraph,
  inlineCode,
  markdownLink,
  plainText,
} from "../../src/template/plain-text.js";
import { tableRow } from "../../src/template/table-row.js";

describe("plainText", () => {
  test.each([
    ["**Note:** `GET` it", "Note: GET it"],
    ["See [the docs](https://a.example/b) and ![an image](x.png).", "See the docs and an image."],
    ["# Title", "Title"],
    ["a\r\nb\n c", "a b c"],
    ["a | b", "a \\| b"],
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
  ])("%j is shown as %j", (markdown, shown) => {
    expect(plainText(markdown)).toBe(shown);
  });

  test("what is left when markup is taken away is no markup", () => {
    expect(plainText("[[a](b)](javascript:alert(1))")).not.toMatch(/(?<!\\)\]\(/);
    expect(plainText("!`[`a](javascript:b)")).not.toMatch(/(?<!\\)\]\(/);
  });

  test("whatever the text, it stays on one line and inside its cell", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = plainText(text);
        expect(shown).not.toMatch(/[\n\r\u2028\u202e]/);
        expect(shown.replaceAll(/\\[^]/g, "")).not.toMatch(/[|<>`[\]]/);
      }),
    );
  });
});

describe("firstParagraph", () => {
  test("ends at the first blank line", () => {
    expect(firstParagraph("One\ntwo.\n\nThree.")).toBe("One two.");
    expect(firstParagraph("One.\r\n\r\nTwo.")).toBe("One.");
    expect(firstParagraph("\n\n")).toBe("");
  });

  test("leaves out the marks of a note", () => {
    expect(firstParagraph("> [!NOTE]\n> Be careful.")).toBe("Be careful.");
  });
});

describe("markdownLink", () => {
  test("links to the web only", () => {
    expect(markdownLink("docs", "https://a.example/b#c")).toBe("[docs](https://a.example/b#c)");
    expect(markdownLink("docs", "javascript:alert(1)")).toBe("");
    expect(markdownLink("docs", "/relative")).toBe("");
  });

  test("an address cannot end the link", () => {
    expect(markdownLink("a](b", "https://a.example/(b) <c>")).toBe(
      "[a\\](b](https://a.example/%28b%29%20%3Cc%3E)",
    );
  });
});

describe("inlineCode", () => {
  test.each([
    ["a", "`a`"],
    ["a\n  b", "`a b`"],
    ["a`b", "`` a`b ``"],
    ["``", "``` `` ```"],
    ["a\u202eb", "`a\\u202eb`"],
  ])("%j is %j", (code, shown) => {
    expect(inlineCode(code)).toBe(shown);
  });

  test("in a cell, bars are escaped", () => {
    expect(cellCode('"a" | "b"')).toBe('`"a" \\| "b"`');
  });
});

test("an empty cell of a table row has one space", () => {
  expect(tableRow("a", "", "b")).toBe("| a | | b |");
});
