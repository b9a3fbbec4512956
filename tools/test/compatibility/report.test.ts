import { expect, test } from "vitest";
import { type Findings, reportText } from "../../src/compatibility/report.ts";
import type { DocumentResult } from "../../src/compatibility/result.ts";

const generation = { seconds: 0.5, operations: 3, leftOut: [], files: 1, bytes: 1, problems: [] };
const good: DocumentResult = {
  address: "npm:a@1.0.0#good.json",
  generation,
  types: [],
  tests: { passed: 7, failed: 0, problems: [] },
};
const bad: DocumentResult = {
  address: "npm:b@1.0.0#bad.json",
  generation: {
    ...generation,
    operations: 0,
    problems: [{ code: "AF_DOCUMENT_MALFORMED", message: "a | b\nc", place: "/paths" }],
    leftOut: [
      { code: "AF_OPERATION_UNUSABLE", message: 'The path "/a" is wrong.', place: "/paths/~1a" },
    ],
  },
};
const findings: Findings = {
  versions: { node: "1", typescript: "2", vitest: "3", code: "4" },
  results: [good],
  empty: new Set(),
  validity: new Map(),
  comparisons: [],
};
const linesOf = (some: Partial<Findings>): readonly string[] =>
  reportText({ ...findings, ...some }).split("\n");

test("says how many documents passed each stage, and in what share", () => {
  const lines = linesOf({ results: [good, bad] });
  expect(lines).toContain("| … whose complete package was generated | 1 | 50.00 % |");
  expect(lines).toContain("| … whose tests pass, of those whose tests were run | 1 of 1 | 100 % |");
  expect(lines).toContain("| `npm:a@1.0.0` | 1 | 1 | 1 | 1 of 1 | 3 | 0 |");
});

test("shows each failure with its code, place and cause, and what the validator says", () => {
  const validity = new Map([[bad.address, "/paths must be object"]]);
  expect(linesOf({ results: [good, bad], validity })).toContain(
    "| `npm:b@1.0.0#bad.json` | `AF_DOCUMENT_MALFORMED` | `/paths` | a \\| b c | invalid: /paths must be object |",
  );
  expect(linesOf({ results: [bad], validity: new Map([[bad.address, undefined]]) })).toContain(
    "| `npm:b@1.0.0#bad.json` | `AF_DOCUMENT_MALFORMED` | `/paths` | a \\| b c | valid |",
  );
});

test("groups the operations that were left out by their cause", () => {
  expect(linesOf({ results: [bad] })).toContain(
    "| `AF_OPERATION_UNUSABLE` | The path … is wrong. | 1 | 1 | `npm:b@1.0.0#bad.json /paths/~1a` |",
  );
});

test("counts documents that describe nothing apart", () => {
  const lines = linesOf({ results: [good, bad], empty: new Set([bad.address]) });
  expect(lines).toContain("| Documents that describe operations or webhooks | 1 | |");
  expect(lines).toContain(`- \`${bad.address}\``);
});

test("says that nothing failed where nothing did", () => {
  expect(reportText(findings)).toContain("## Failures\n\nNone.");
});

test("compares tools by what they generated and what type-checks", () => {
  const of = (tool: string, generated: boolean, seconds: number) => ({
    address: `${tool} ${seconds}`,
    tool,
    seconds,
    generated,
    ...(generated && { types: [] }),
  });
  const comparisons = [of("A", true, 1), of("A", false, 3), of("B", true, 2)];
  const lines = linesOf({ comparisons });
  expect(lines).toContain("| A | 1 of 2 | 1 of 2 | 50.00 % | 3.00 | 3.00 | 3.00 |");
  expect(lines).toContain("| B | 1 of 1 | 1 of 1 | 100 % | 2.00 | 2.00 | 2.00 |");
});
