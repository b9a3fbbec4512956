import { expect, test } from "vitest";
import { nearestNames } from "../../src/registry/nearest-names.js";

test.each([
  ["githb", ["stripe", "github", "gitlab"], ["github", "gitlab"]],
  ["GitHub Enterprise", ["github", "stripe"], ["github"]],
  ["git", ["github", "gitlab"], ["github", "gitlab"]],
  ["stripe", ["Stripe"], ["Stripe"]],
  ["postgres", ["postgresql", "mysql"], ["postgresql"]],
  ["xyz", ["github", "stripe"], []],
  ["", ["github"], []],
  ["ab", ["abcdef"], []],
  ["aaaa", ["aaab", "aaac", "aaad", "aaae"], ["aaab", "aaac", "aaad"]],
  ["github", ["github", "github"], ["github"]],
])("near %j of %j are %j", (name, known, expected) => {
  expect(nearestNames(name, known)).toEqual(expected);
});
