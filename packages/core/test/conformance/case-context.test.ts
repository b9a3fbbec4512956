import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { caseContext } from "../../src/conformance/case-context.js";

const here = fileURLToPath(import.meta.url);
const { signal } = new AbortController();
const context = caseContext(
  { directory: "/cases/one", documents: { "https://example.com/a.json": here } },
  signal,
);

test("a document is read from the file that stands for its address, with its digest", async () => {
  for (const document of [
    await context.document("https://example.com/a.json"),
    await context.related(
      "https://example.com/a.json",
      { source: "", text: "", digest: "" },
      {
        root: { source: "", text: "", digest: "" },
        hosts: [],
      },
    ),
  ]) {
    expect(document.source).toBe("https://example.com/a.json");
    expect(document.text).toContain("caseContext");
    expect(document.digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  }
});

test("an address without a file is an error that names it", async () => {
  await expect(context.document("constructor")).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: 'The case has no document for "constructor".',
  });
});

test("every secret has the same harmless value, and reports go nowhere", async () => {
  expect(await context.secret("TOKEN")).toBe("secret");
  expect(context.signal).toBe(signal);
  expect(() => {
    context.report({ code: "AF_INTERNAL", severity: "info", message: "a", help: "b" });
  }).not.toThrow();
});

test("a relative path of a file starts in the folder of the case", () => {
  expect(context.path("a.db")).toMatch(/[/\\]cases[/\\]one[/\\]a\.db$/);
});
