import { expect, test } from "vitest";
import { parseDocument } from "../../src/document/parse-document.js";

function parse(text: string): unknown {
  return parseDocument({ source: "x", text, digest: "" });
}

test.each([
  ["a plain key", "a: 1", { a: 1 }],
  ["a path", "/pets/{id}:\n  get: {}\n", { "/pets/{id}": { get: {} } }],
  ["a key in any script", "größe: 1", { größe: 1 }],
  ["a key with spaces", "a b : 1", { "a b": 1 }],
  ["a quoted key", '"é/~": 1', { "é/~": 1 }],
  ["a key in single quotes", "'a b' : 1", { "a b": 1 }],
  ["a key that is a number", "200: {}", { 200: {} }],
  ["a comment longer than what is looked at", `# ${"x".repeat(5000)}\na: 1`, { a: 1 }],
  ["a list", "- a: 1\n- b", [{ a: 1 }, "b"]],
  ["a document marker", "---\n{a: 1}", { a: 1 }],
])("a text that begins with %s is YAML", (_, text, value) => {
  expect(parse(text)).toEqual(value);
});

test.each([
  ["an object", ' {"a": 1}', { a: 1 }],
  ["an array", '["a: 1"]', ["a: 1"]],
  ["a text", '"abc"', "abc"],
  ["a number", "12", 12],
])("a text that is %s is JSON", (_, text, value) => {
  expect(parse(text)).toEqual(value);
});

test("a text that is neither is told as JSON that it is not", () => {
  expect(() => parse("hello")).toThrow('"x" has "hello" where a value has to come');
});

test("a long line costs no more than it is long", () => {
  const line = `a${" ".repeat(4000)}b`;
  expect(() => parse(line)).toThrow(expect.objectContaining({ code: "AF_DOCUMENT_MALFORMED" }));
});
