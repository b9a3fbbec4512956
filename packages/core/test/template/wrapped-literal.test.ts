import * as fc from "fast-check";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { lineWidth, memberLines, wrappedLiteral } from "../../src/template/wrapped-literal.js";

const long = "x".repeat(60);

test("a value that fits stays on one line", () => {
  expect(wrappedLiteral({ a: 1, b: ["c", null] })).toBe('{ a: 1, b: ["c", null] }');
});

test("an object that does not fit has one member a line", () => {
  expect(wrappedLiteral({ a: long, b: long }, "  ")).toBe(
    `{\n    a: "${long}",\n    b: "${long}",\n  }`,
  );
});

test("an array that does not fit has one item a line", () => {
  expect(wrappedLiteral([long, long])).toBe(`[\n  "${long}",\n  "${long}",\n]`);
});

test("what stands before the value counts", () => {
  const value = { a: "x".repeat(40) };
  const width = wrappedLiteral(value).length;
  expect(wrappedLiteral(value, "", lineWidth - width - 1)).not.toContain("\n");
  expect(wrappedLiteral(value, "", lineWidth - width)).toContain("\n");
});

test("only what does not fit is wrapped", () => {
  expect(wrappedLiteral({ a: [long, long], b: { c: 1 } })).toBe(
    `{\n  a: [\n    "${long}",\n    "${long}",\n  ],\n  b: { c: 1 },\n}`,
  );
});

test("a definition has one member a line, however short", () => {
  expect(memberLines({ id: "a", "content-type": 1 })).toBe(
    '{\n  id: "a",\n  "content-type": 1,\n}',
  );
});

test("every value reads back as itself", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat({ max: 120 }), (value, before) => {
      // JSON knows no negative zero.
      const json = JSON.parse(JSON.stringify(value)) as Parameters<typeof wrappedLiteral>[0];
      const text = wrappedLiteral(json, "", before);
      expect(JSON.stringify(runInNewContext(`(${text})`))).toBe(JSON.stringify(json));
    }),
  );
});
