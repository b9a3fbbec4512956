import { expect, test } from "vitest";
import {
  causesOf,
  failedResults,
  figuresOf,
  percent,
  secondsText,
} from "../../src/compatibility/figures.ts";
import type { DocumentResult, Generation, Problem } from "../../src/compatibility/result.ts";

const generation: Generation = {
  seconds: 1,
  operations: 2,
  leftOut: [],
  files: 3,
  bytes: 4,
  problems: [],
};
const leftOut = (name: string): Problem => ({
  code: "AF_OPERATION_UNUSABLE",
  message: `The operation "${name}" is left out: no schema.`,
  place: `/paths/${name}`,
});
const problem: Problem = { code: "TS2322", message: "wrong", place: "src/a.ts:1" };
const good: DocumentResult = {
  address: "npm:a@1#good",
  generation,
  types: [],
  tests: { passed: 5, failed: 0, problems: [] },
};
const untested: DocumentResult = { address: "npm:a@1#untested", generation, types: [] };
const mistyped: DocumentResult = { ...good, address: "npm:a@1#mistyped", types: [problem] };
const broken: DocumentResult = {
  address: "npm:a@1#broken",
  generation: { ...generation, operations: 0, problems: [problem] },
};
const partial: DocumentResult = {
  ...good,
  address: "npm:a@1#partial",
  generation: { ...generation, leftOut: [leftOut("one"), leftOut("two")] },
};
const results = [good, untested, mistyped, broken, partial];

test("each stage counts those that passed it", () => {
  expect(figuresOf(results, new Set())).toEqual({
    documents: 5,
    empty: 0,
    generated: 4,
    typeChecked: 3,
    tested: 3,
    testsPassed: 3,
    passedTests: 15,
    operations: 8,
    leftOut: 2,
  });
});

test("what describes nothing has not failed", () => {
  expect(failedResults(results, new Set())).toEqual([mistyped, broken]);
  expect(failedResults(results, new Set([broken.address]))).toEqual([mistyped]);
});

test("operations are left out for one cause when only the names in it differ", () => {
  expect(causesOf(results)).toMatchObject([
    {
      code: "AF_OPERATION_UNUSABLE",
      count: 2,
      documents: 1,
      example: "npm:a@1#partial /paths/one",
    },
  ]);
});

test("a share is never rounded up to all", () => {
  expect(percent(9999, 10_000)).toBe("99.99 %");
  expect(percent(999_999, 1_000_000)).toBe("99.99 %");
  expect(percent(1, 1)).toBe("100 %");
  expect(percent(0, 0)).toBe("–");
});

test("seconds are told by median, 95th percentile and maximum", () => {
  const seconds = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(secondsText(seconds)).toEqual(["51.00", "96.00", "100.00"]);
});
