import { AgentFlowError, type Diagnostic, errorCodes, type SourceLocation } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { PlacedReports } from "../../../src/document/places/placed-reports.js";

const documents = [
  { source: "a.json", text: '{\n  "x": 1\n}' },
  { source: "b.yaml", text: "x:\n  y: 1\n" },
];

function reportsOf(...locations: readonly (SourceLocation | undefined)[]): PlacedReports {
  const reports = new PlacedReports();
  for (const document of documents) reports.knows(document);
  for (const location of locations) reports.report(diagnostic(location));
  return reports;
}

function diagnostic(location?: SourceLocation): Diagnostic {
  const { documentFaulty: code } = errorCodes;
  return { code, severity: "warning", message: "M.", help: "H.", ...(location && { location }) };
}

function delivered(reports: PlacedReports): readonly (SourceLocation | undefined)[] {
  const found: Diagnostic[] = [];
  reports.deliver((one) => found.push(one));
  return found.map(({ location }) => location);
}

test("what is reported of several documents gets its line and column, in the order of the reports", () => {
  const reports = reportsOf(
    { source: "b.yaml", pointer: "/x/y" },
    { source: "a.json", pointer: "/x" },
    { source: "b.yaml", pointer: "/x" },
  );
  expect(delivered(reports)).toEqual([
    { source: "b.yaml", pointer: "/x/y", line: 2, column: 3 },
    { source: "a.json", pointer: "/x", line: 2, column: 3 },
    { source: "b.yaml", pointer: "/x", line: 1, column: 1 },
  ]);
});

test("nothing is delivered twice", () => {
  const reports = reportsOf({ source: "a.json", pointer: "/x" });
  expect(delivered(reports)).toHaveLength(1);
  expect(delivered(reports)).toEqual([]);
});

test.each<[string, SourceLocation | undefined]>([
  ["that has no place", undefined],
  ["that has a place in no document that is known", { source: "c.json", pointer: "/x" }],
  ["of a whole document", { source: "a.json" }],
  ["that has a line already", { source: "a.json", pointer: "/x", line: 9, column: 9 }],
])("a report %s stays as it is", (_, location) => {
  expect(delivered(reportsOf(location))).toEqual([location]);
});

describe("an error", () => {
  test("gets the line and column of its place and of those of its diagnostics", () => {
    const error = new AgentFlowError(errorCodes.overlayInvalid, "E.", {
      help: "H.",
      location: { source: "a.json", pointer: "/x" },
      diagnostics: [diagnostic({ source: "b.yaml", pointer: "/x/y" }), diagnostic()],
    });
    const placed = reportsOf().placed(error);
    expect(placed).toMatchObject({
      code: "AF_OVERLAY_INVALID",
      message: "E.",
      help: "H.",
      location: { line: 2, column: 3 },
      diagnostics: [{ location: { line: 2, column: 3 } }, {}],
      cause: error,
    });
  });

  test("without a place has none afterwards", () => {
    const error = new AgentFlowError(errorCodes.overlayInvalid, "E.", { help: "H." });
    expect(reportsOf().placed(error)).toMatchObject({ message: "E.", location: undefined });
  });

  test("of the program is not changed", () => {
    const bug = new TypeError("a bug");
    expect(reportsOf().placed(bug)).toBe(bug);
  });
});
