import { expect, test } from "vitest";
import { budgetRules } from "../../src/conformance/budget-rules.js";
import type { ProbedCase, ProbedProcess } from "../../src/conformance/probe-pattern.js";
import { greetingScene } from "./scene.js";

/** What the rule about time says when two processes measured this. */
async function slow(importTimes: readonly number[], one?: ProbedCase) {
  const processes = importTimes.map((importTime): ProbedProcess => ({
    name: "",
    imports: [],
    accesses: [],
    leftOpen: [],
    importTime,
    cases: one ? { "says hello": one } : {},
  }));
  const tested = await greetingScene();
  const rule = budgetRules.find(({ title }) => title === "importing and rendering are quick");
  return rule?.find({ ...tested, probe: () => Promise.resolve({ processes, failures: [] }) });
}

test("the quickest of all processes counts, because a busy machine is slow", async () => {
  expect(await slow([9000, 1999], { files: {}, time: 4999 })).toEqual([]);
});

test("a slow import and a slow case are warnings", async () => {
  expect(await slow([2001], { files: {}, time: 5001 })).toEqual([
    { severity: "warning", message: "importing it takes 2001 ms, and 2000 are expected" },
    { severity: "warning", message: 'rendering "says hello" takes 5001 ms, and 5000 are expected' },
  ]);
});

test("what was not measured gives no points, and a case that fails has no time", async () => {
  expect(await slow([])).toEqual([
    { severity: "error", message: "not measured: the built pattern cannot be run" },
  ]);
  expect(await slow([1], { failure: "no" })).toEqual([]);
});
