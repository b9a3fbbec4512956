import { expect, test } from "vitest";
import { importProblem } from "../../src/conformance/import-problem.js";

const allowed = {
  declared: new Set([
    "@agentflow/core",
    "@agentflow/pattern-api",
    "@agentflow/other",
    "zod",
    "other-pattern",
  ]),
  family: new Set(["@agentflow/pattern-api", "other-pattern"]),
};

test.each([
  ["node:fs", "dist/index.js"],
  ["fs", "dist/index.js"],
  ["./chunk.js", "dist/index.js"],
  ["../data.json", "dist/index.js"],
  ["#inside", "dist/index.js"],
  ["zod", "dist/index.js"],
  ["zod/dist/v4.js", "dist/index.js"],
  ["@agentflow/core", "dist/index.js"],
  ["@agentflow/core/runtime", "dist/index.js"],
  ["@agentflow/pattern-api", "dist/index.js"],
  ["other-pattern/more", "dist/index.js"],
])("%s may be imported", (specifier, from) => {
  expect(importProblem(specifier, from, allowed)).toBeUndefined();
});

test.each([
  ["../../other/index.js", "which is outside of the package"],
  ["/etc/passwd", "which is a place and no package"],
  ["file:///etc/passwd", "which is a place and no package"],
  ["data:text/javascript,1", "which is a place and no package"],
  ["@types/node", "which its package.json does not declare"],
  ["pg", "which its package.json does not declare"],
  ["@agentflow/pattern-api/dist/index.js", "which reaches into another package's files"],
  ["other-pattern/src/index.js", "which reaches into another package's files"],
  ["@agentflow/core/testing", "which is no part of AgentFlow that patterns build on"],
  ["@agentflow/other", "which is no part of AgentFlow that patterns build on"],
])("%s may not be imported", (specifier, problem) => {
  expect(importProblem(specifier, "dist/index.js", allowed)).toBe(problem);
});
