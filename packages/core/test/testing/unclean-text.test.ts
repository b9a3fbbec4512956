import { describe, expect, test } from "vitest";
import { uncleanText } from "../../src/testing/unclean-text.js";

const file = (text: string): { path: string; text: string } => ({ path: "src/a.ts", text });

describe("uncleanText", () => {
  test("finds nothing in clean text", () => {
    expect(uncleanText(file("const a = 1;\n\nconst b = 2;\n"))).toEqual([]);
  });

  test("names the line that ends with a space", () => {
    expect(uncleanText(file("a\nb \n"))).toEqual(["src/a.ts:2 ends with a space"]);
  });

  test("names the second of two blank lines", () => {
    expect(uncleanText(file("a\n\n\nb\n"))).toEqual(["src/a.ts:3 is a second blank line"]);
  });

  test.each([["a"], ["a\n\n"], [""], ["\n"]])(
    "refuses %j, which does not end with one newline",
    (text) => {
      expect(uncleanText(file(text))).toContain("src/a.ts does not end with one newline");
    },
  );

  test("refuses carriage returns", () => {
    expect(uncleanText(file("a\r\n"))).toContain("src/a.ts has a carriage return");
  });
});
