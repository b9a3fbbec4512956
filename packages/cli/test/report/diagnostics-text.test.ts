import { type Diagnostic, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { diagnosticsText } from "../../src/report/diagnostics-text.js";
import { createStyle } from "../../src/style.js";

const plain = createStyle({ write: () => undefined }, {});

function warning(line: number, change: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: errorCodes.documentFaulty,
    severity: "warning",
    message: `Fault ${line}.`,
    location: { source: "api.yaml", line, column: 3, pointer: `/x/${line}` },
    help: "Correct the document.",
    ...change,
  };
}

describe("warnings of one code", () => {
  test("are one group with the first three places, and how many more there are", () => {
    const found = Array.from({ length: 1234 }, (_, index) => warning(index + 1));
    expect(diagnosticsText(found, plain)).toBe(
      `warning AF_DOCUMENT_FAULTY × 1,234:
  Fault 1.
    at api.yaml:1:3 (/x/1)
  Fault 2.
    at api.yaml:2:3 (/x/2)
  Fault 3.
    at api.yaml:3:3 (/x/3)
  → Correct the document.
And 1,231 more AF_DOCUMENT_FAULTY: see them all with --verbose or --json.`,
    );
  });

  test("that are few hide nothing, and each help is told once", () => {
    const { location: _place, ...elsewhere } = warning(2, { help: "Or leave it." });
    expect(diagnosticsText([warning(1), elsewhere, warning(3)], plain)).toBe(
      `warning AF_DOCUMENT_FAULTY × 3:
  Fault 1.
    at api.yaml:1:3 (/x/1)
  Fault 2.
  Fault 3.
    at api.yaml:3:3 (/x/3)
  → Correct the document.
  → Or leave it.`,
    );
  });

  test("are grouped also when others stand between them", () => {
    const other = warning(9, { code: errorCodes.serverUnknown });
    const text = diagnosticsText([warning(1), other, warning(2)], plain);
    expect(text.match(/^warning .*/gm)).toEqual([
      "warning AF_DOCUMENT_FAULTY × 2:",
      "warning AF_SERVER_UNKNOWN: Fault 9.",
    ]);
  });

  test("show no escape sequence of a document", () => {
    const found = [warning(1), warning(2, { message: "\u001B[31mred", help: "a\u0007" })];
    const text = diagnosticsText(found, plain);
    expect([text.includes("\u001B"), text.includes("\u0007")]).toEqual([false, false]);
  });
});

test("everything is printed in full when it is asked for", () => {
  const found = [
    warning(1, { severity: "info" }),
    ...Array.from({ length: 12 }, (_, index) => warning(index + 2, { severity: "error" })),
    ...Array.from({ length: 5 }, (_, index) => warning(index + 20)),
  ];
  const text = diagnosticsText(found, plain, true);
  expect(text.match(/^(error|warning|info) AF_DOCUMENT_FAULTY: Fault \d+\.$/gm)).toHaveLength(18);
  expect(text).not.toContain("--verbose");
});

test("nothing gives no text", () => {
  expect([diagnosticsText([], plain), diagnosticsText([], plain, true)]).toEqual(["", ""]);
});
