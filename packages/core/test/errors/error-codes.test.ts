import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorCodes } from "../../src/errors/error-codes.js";

const page = readFileSync(new URL("../../../../docs/reference/errors.md", import.meta.url), "utf8");
const sections = page.split(/^## /m).slice(1);
const titles = sections.map((section) => section.split("\n", 1)[0] ?? "");
const codes: readonly string[] = Object.values(errorCodes);

test("every code has a section in docs/reference/errors.md, and every section a code, in the same order", () => {
  expect(titles).toEqual(codes);
});

test("no code stands for two things", () => {
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(Object.entries(errorCodes))("the name %s and the code %s say the same", (name, code) => {
  expect(code).toBe(`AF_${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`);
});

test.each(sections.map((section) => [section.split("\n", 1)[0], section]))(
  "the section of %s says what it means and what to do",
  (_, section) => {
    const [, meaning = "", todo = ""] = section.trim().split("\n\n");
    expect(meaning.length).toBeGreaterThan(40);
    expect(todo).toMatch(/^\*\*What to do:\*\* ./);
  },
);
