import { AgentFlowError, type Diagnostic, errorCodes } from "@agentflow/core";
import { expect, test } from "vitest";
import { noRelatedDocuments } from "../../src/document/related-documents.js";
import { Findings, quoted } from "../../src/document/findings.js";

const document = { source: "spec.json", related: noRelatedDocuments };

function recorded(): { readonly findings: Findings; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return { findings: new Findings(document, (found) => diagnostics.push(found)), diagnostics };
}

test("a warning says where in which document", () => {
  const { findings, diagnostics } = recorded();
  findings.warn(errorCodes.documentFaulty, "#/paths/~1a", "It is wrong.", "Correct it.");
  expect(diagnostics).toEqual([
    {
      code: "AF_DOCUMENT_FAULTY",
      severity: "warning",
      message: "It is wrong.",
      location: { source: "spec.json", pointer: "/paths/~1a" },
      help: "Correct it.",
    },
  ]);
});

test("the same fault at the same place is reported once", () => {
  const { findings, diagnostics } = recorded();
  for (const pointer of ["#/a", "#/a", "#/b"]) {
    findings.warn(errorCodes.documentFaulty, pointer, "It is wrong.", "Correct it.");
  }
  expect(diagnostics.map(({ location }) => location?.pointer)).toEqual(["/a", "/b"]);
});

test("an error of the product becomes a warning when something is attempted", () => {
  const { findings, diagnostics } = recorded();
  const result = findings.attempt(() => {
    throw new AgentFlowError(errorCodes.referenceRefused, "No.", { help: "Do not." });
  });
  expect([result, diagnostics.map(({ code, location }) => [code, location])]).toEqual([
    undefined,
    [["AF_REFERENCE_REFUSED", { source: "spec.json" }]],
  ]);
});

test("a mistake of the program is not taken for a fault of the document", () => {
  const { findings } = recorded();
  expect(() =>
    findings.attempt(() => {
      throw new TypeError("a bug");
    }),
  ).toThrow("a bug");
});

test("a text of the document is quoted, escaped and bounded", () => {
  expect(quoted(`a"\u2028${"b".repeat(200)}`)).toBe(`"a\\"\\u2028${"b".repeat(117)}…"`);
});
