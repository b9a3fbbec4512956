import type { ConformanceFinding, ConformanceReport } from "@agentflow/core/conformance";
import { expect, test } from "vitest";
import { conformanceSummary } from "../../src/report/conformance-summary.js";
import { createStyle } from "../../src/style.js";

const style = createStyle({ write: () => undefined }, {});

const finding = (message: string, more: Partial<ConformanceFinding> = {}): ConformanceFinding => ({
  severity: "error",
  message,
  rule: "it is so",
  help: "Make it so.",
  ...more,
});

function summary(score: number, findings: readonly ConformanceFinding[]): string {
  const passed = findings.every(({ severity }) => severity === "warning");
  const report: ConformanceReport = {
    pattern: { package: "pattern-x", version: "1.0.0", id: "x" },
    core: "1.0.0",
    contract: 1,
    cases: ["a", "b"],
    passed,
    score,
    checks: [{ id: "x", title: "It is x", weight: 100, score, duration: 1234, findings }],
    badge: "the badge",
  };
  return conformanceSummary(report, style);
}

test("a pattern that conforms gets the badge for its README", () => {
  expect(summary(100, [])).toBe(`pattern-x 1.0.0  ✔ conforms

100/100  It is x 1.23 s

Score    100 of 100, with 2 cases
README   the badge`);
});

test("a warning is shown, and the badge too", () => {
  const text = summary(50, [finding("it is slow", { severity: "warning" })]);
  expect(text).toContain(
    "        Not so: it is so.\n          warning it is slow\n          → Make it so.",
  );
  expect(text).toContain("README   the badge");
});

test("findings of one rule stand together, five at most, and none can move the cursor", () => {
  const many = Array.from({ length: 7 }, (_, index) =>
    finding(`wrong \u001b[2J${index}`, { case: "a" }),
  );
  const text = summary(0, [...many, finding("other", { rule: "that is so" })]);
  expect(text.match(/→/g)).toHaveLength(2);
  expect(text).toContain("          and 2 more\n");
  expect(text).toContain("          error [a] wrong ");
  expect(text).not.toContain("\u001b");
  expect(text).toContain("✘ does not conform");
});
