import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pointerBelow, referencePointer, referenceSteps } from "../../src/document/json-pointer.js";

test.each([
  ["#", []],
  ["#/", [""]],
  ["#/a/b", ["a", "b"]],
  ["#/a~1b/~01", ["a/b", "~1"]],
  ["#/%41/%", ["A", "%"]],
])("%s has the steps %j", (reference, steps) => {
  expect(referenceSteps(reference)).toEqual(steps);
});

test.each(["", "#a", "a#/b", "https://example.com/#/a"])("%j points elsewhere", (reference) => {
  expect(referencePointer(reference)).toBeUndefined();
});

test("the steps of a pointer are those it was made of", () => {
  const step = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("%"));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (steps) => {
      expect(referenceSteps(pointerBelow("#", ...steps))).toEqual(steps);
    }),
  );
});

test("every spelling of a reference has one pointer", () => {
  expect(["#/paths/~1a~1%7Bid%7D", "#/paths/~1a~1{id}"].map(referencePointer)).toEqual([
    "#/paths/~1a~1{id}",
    "#/paths/~1a~1{id}",
  ]);
});
