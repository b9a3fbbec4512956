import type { Json } from "@agentflow/core";
import { expect, test } from "vitest";
import { fitsInto } from "../../src/tests/given-values.js";

test.each<[Json]>([
  ["text"],
  ['quo"ted\n'],
  [[]],
  [{}],
  [[1, [true, null], "é"]],
  [{ name: "Rex", tags: ["a", "b"], owner: { "a\tb": -1.5 } }],
])("%j fits into as many characters as its JSON has, and into no fewer", (value) => {
  const { length } = JSON.stringify(value);
  expect(fitsInto(length, value)).toBe(true);
  expect(fitsInto(length - 1, value)).toBe(false);
});

test("a value that is far too large is not looked through to its end", () => {
  const unread = Object.defineProperty({ early: "x".repeat(20) }, "late", {
    enumerable: true,
    get: () => {
      throw new Error("This was read.");
    },
  });
  expect(fitsInto(10, [unread as Json, "y".repeat(20)])).toBe(false);
});
