import type { Json } from "@agentflow/core";
import { expect, test } from "vitest";
import { nestsDeeperThan } from "../../src/document/nesting.js";

test.each<[Json | undefined, number, boolean]>([
  [undefined, 0, false],
  ["text", 0, false],
  [{ a: 1 }, 0, false],
  [{ a: {} }, 0, true],
  [{ a: {} }, 1, false],
  [[[[]], { a: [{}] }], 3, false],
  [[[[]], { a: [{}] }], 2, true],
])("%j nests deeper than %i: %s", (value, limit, deeper) => {
  expect(nestsDeeperThan(value, limit)).toBe(deeper);
});

test("no depth exhausts the stack", () => {
  const value: Json = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(nestsDeeperThan(value, 200)).toBe(true);
});
