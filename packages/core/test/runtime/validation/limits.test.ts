import { describe, expect, test } from "vitest";
import { charactersBetween, hasUniqueItems, membersBetween } from "../../../src/validation.js";

describe("limits", () => {
  test("count texts in code points", () => {
    const two = charactersBetween(2, 3);
    expect(["a", "😀", "ab", "😀😀", "😀😀😀", "abcd", "😀😀😀😀", "abcdefgh"].map(two)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(charactersBetween(1, Infinity)("a")).toBe(true);
  });

  test("count the members that are sent", () => {
    const one = membersBetween(1, 1);
    expect([{}, { a: 1 }, { a: 1, b: undefined }, { a: 1, b: 2 }, null, "a"].map(one)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test.each<readonly unknown[]>([
    [1, 1],
    [1n, 1n],
    [null, null],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [
      { a: 1, toJSON: 2 },
      { toJSON: 2, a: 1 },
    ],
    [new Date(0), new Date(0)],
    [{ a: 1n }, { a: 1n }],
    [{ a: 1, b: undefined }, { a: 1 }],
  ])("find an item that occurs twice", (...items) => {
    expect(hasUniqueItems(items)).toBe(false);
  });

  test.each<readonly unknown[]>([
    [1, "1", true, null, 1n],
    ["a", ["a"], { a: "a" }, [["a", "a"]]],
    [{ a: 1 }, { a: 2 }, { a: 1, b: 1 }],
    [{ a: 1n }, { a: "1" }, { a: 1 }],
    [new Date(0), new Date(1)],
  ])("find none in items that differ", (...items) => {
    expect(hasUniqueItems(items)).toBe(true);
  });
});
