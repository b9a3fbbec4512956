import { expect, test } from "vitest";
import { checkLinks } from "../../src/checks/links.ts";
import { problemText } from "../../src/problem.ts";
import { fileTree } from "../file-tree.ts";

const problems = (text: string): readonly string[] =>
  checkLinks(
    fileTree({ "docs/page.md": text, "docs/other.md": "# Other\n\n## What it's for\n" }),
  ).map(problemText);

test.each([
  ["a file", "[a](other.md)"],
  ["a folder", "[a](../docs)"],
  ["a heading of the same page", "# The `page`\n[a](#the-page)"],
  ["a heading of another page", "[a](other.md#what-its-for)"],
  ["the web", "[a](https://example.com/x)"],
  ["a reference", "[a]: other.md"],
  ["an image that exists", '![a](other.md "title")'],
])("accepts a link to %s", (_case, text) => {
  expect(problems(text)).toEqual([]);
});

test.each([
  ["a missing file", "\n[a](gone.md)", `docs/page.md:2: "gone.md" leads nowhere`],
  ["a missing reference", "[a]: gone.md", `docs/page.md:1: "gone.md" leads nowhere`],
  ["a missing image", "![a](gone.png)", `docs/page.md:1: "gone.png" leads nowhere`],
  [
    "a missing heading",
    "[a](other.md#gone)",
    `docs/page.md:1: "other.md#gone": no heading has the anchor "gone"`,
  ],
])("reports a link to %s", (_case, text, problem) => {
  expect(problems(text)).toEqual([problem]);
});

test("reads no links in code", () => {
  expect(problems("`[a](gone.md)`\n\n```md\n[a](gone.md)\n```\n")).toEqual([]);
});
