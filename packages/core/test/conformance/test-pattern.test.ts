import { expect, test } from "vitest";
import { checks } from "../../src/conformance/checks.js";
import { badgeOf, testPattern } from "../../src/conformance/test-pattern.js";
import { greetingScene } from "./scene.js";

const clock = { now: () => 0 };

test("the weights sum to 100", () => {
  expect(checks.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
});

test("a pattern that keeps every rule has all points, and each check is told of", async () => {
  const told: string[] = [];
  const report = await testPattern(await greetingScene(), {
    clock,
    onCheck: ({ id }) => told.push(id),
  });
  expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({
    pattern: { package: "pattern-greeting", version: "1.2.3", id: "greeting" },
    contract: 1,
    cases: ["says hello"],
    passed: true,
    score: 100,
  });
  expect(told).toEqual(checks.map(({ id }) => id));
}, 60_000);

test("the badge is one line of Markdown that asks no server for anything", () => {
  expect(badgeOf(95, "1.2.3")).toBe(
    "**AgentFlow pattern** `contract 1` `conformance 95/100` `core 1.2.3`",
  );
});
