import type { BuildReport } from "@agentflow/core";
import { expect, test } from "vitest";
import { lockText } from "../../src/report/lock-text.js";
import { createStyle } from "../../src/style.js";

const style = createStyle({ write: () => undefined }, {});
const difference = (field: string) => ({ field, pinned: "1", found: "2" });

test.each<readonly [Partial<BuildReport["lock"]>, string]>([
  [{ state: "added" }, "in agentflow.lock, which had nothing of it"],
  [{ state: "unchanged" }, "as agentflow.lock has it"],
  [{ state: "outside" }, "no, its folder lies outside the project"],
  [{ state: "changed" }, "anew in agentflow.lock: its notes"],
  [{ state: "changed", differences: ["a", "b"].map(difference) }, "anew in agentflow.lock: a, b"],
  [
    { state: "changed", differences: ["a", "b", "c", "d", "e"].map(difference) },
    "anew in agentflow.lock: a, b, c and 2 others",
  ],
  [
    { state: "added", unverified: ["a@1.0.0", "b@2.0.0"] },
    "in agentflow.lock, which had nothing of it; without a hash of the tarball of a@1.0.0 and b@2.0.0",
  ],
])("%j is %j", (lock, text) => {
  const whole = { state: "added", differences: [], unverified: [], ...lock } as const;
  expect(lockText(whole, style)).toBe(text);
});
