import { describe, expect, test } from "vitest";
import { shellWord } from "../src/shell-word.js";

describe("shellWord", () => {
  test.each([
    ["integrations/github", "integrations/github"],
    ["my adapters", "'my adapters'"],
    ["$(rm -rf x)", "'$(rm -rf x)'"],
    ["it's", String.raw`'it'\''s'`],
    ["", "''"],
  ])("%s becomes one word", (text, word) => {
    expect(shellWord(text)).toBe(word);
  });
});
