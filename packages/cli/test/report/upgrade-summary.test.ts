import type { UpgradePreview, UpgradeReport } from "@agentflow/core";
import { expect, test } from "vitest";
import { upgradePreviewText, upgradeSummary } from "../../src/report/upgrade-summary.js";
import { createStyle } from "../../src/style.js";
import { sampleReport } from "../sample-reports.js";

const style = createStyle({ write: () => undefined }, {});
const file = { path: "src/a.ts", kind: "changed", lines: { added: 2, removed: 1 } } as const;
const drift = { ...file, edited: false, text: "" };
const preview: UpgradePreview = {
  package: "@acme/pattern-pets",
  installedAs: "pets-old",
  from: "1.0.0",
  to: "1.1.0",
  bases: [
    { package: "@acme/base", from: "2.0.0", to: "2.1.0" },
    { package: "@acme/same", from: "1.0.0", to: "1.0.0" },
    { package: "@acme/new", from: null, to: "3.0.0" },
  ],
  integrations: [
    {
      name: "Pets",
      directory: "/project/integrations/pets",
      version: "1.0.0",
      files: [drift],
      edited: ["README.md"],
    },
    { name: "Cats", directory: "/project/cats", version: "0.9.0", files: [], edited: [] },
  ],
  missing: ["/project/gone"],
  outside: ["/elsewhere/dogs"],
};
const report: UpgradeReport = { ...preview, applied: true, kept: [], rebuilt: [sampleReport] };

test("a preview has a line for each base that changes, each file and each edit", () => {
  const text = upgradePreviewText({ ...preview, deprecated: "use 2" }, "/project", style);
  expect(text.split("\n")).toEqual([
    "@acme/pattern-pets (installed as pets-old) 1.0.0 → 1.1.0",
    "  @acme/base 2.0.0 → 2.1.0",
    "  @acme/new (not installed) → 3.0.0",
    "  deprecated: use 2",
    "  gone is gone, and stays so",
    "  /elsewhere/dogs lies outside the project, and is left alone",
    "",
    "Pets in integrations/pets, made by 1.0.0",
    "  changed  src/a.ts  +2 -1",
    "  edited   README.md  is made anew; a copy is kept",
    "",
    "Cats in cats, made by 0.9.0",
    "  no file differs",
  ]);
});

test("a preview lists twenty files of an integration, and says how many more there are", () => {
  const files = Array.from({ length: 25 }, () => drift);
  const [integration] = preview.integrations;
  if (!integration) throw new Error("The sample has no integration.");
  const integrations = [{ ...integration, files }];
  const text = upgradePreviewText({ ...preview, integrations }, "/project", style);
  expect(text.match(/changed/g)).toHaveLength(20);
  expect(text).toContain("and 5 more: see them all with --json");
});

test("a preview says that nothing is made by the pattern", () => {
  const text = upgradePreviewText({ ...preview, integrations: [] }, "/project", style);
  expect(text).toContain("No integration is made by it.");
});

test("what came to an end is counted, and where edits are kept is said", () => {
  const kept = ["/project/.agentflow/edited/a.ts"];
  expect(upgradeSummary({ ...report, kept }, "/project", style)).toBe(
    "✔ @acme/pattern-pets (installed as pets-old) 1.0.0 → 1.1.0: 1 integration made anew, 2,446 tests passed.\n\n" +
      "What you had edited is kept in\n  .agentflow/edited/a.ts",
  );
});

test("what was not done is shown as it would have been", () => {
  const text = upgradeSummary({ ...report, applied: false }, "/project", style);
  expect(text).toContain("changed  src/a.ts");
  expect(text.endsWith("\n\nNothing was changed.")).toBe(true);
});

test("nothing to do is said in one line", () => {
  const same = { ...report, from: "1.1.0", integrations: [], applied: false };
  expect(upgradeSummary(same, "/project", style)).toBe(
    "pets-old is at 1.1.0 already, and so is everything that it makes.",
  );
});

test("control characters of a name do not reach the terminal", () => {
  const text = upgradePreviewText({ ...preview, to: "1.1.0\u001b[31m" }, "/project", style);
  expect(text).not.toContain("\u001b");
});
