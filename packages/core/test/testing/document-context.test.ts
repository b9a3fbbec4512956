import { join } from "node:path";
import { expect, test } from "vitest";
import { documentContext } from "../../src/testing/document-context.js";

const here = new URL(import.meta.url);

test("a document is read from the file that stands for its address, with its digest", async () => {
  const document = await documentContext({ "https://example.com/a.json": here }).document(
    "https://example.com/a.json",
  );
  expect(document.source).toBe("https://example.com/a.json");
  expect(document.text).toContain("documentContext");
  expect(document.digest).toMatch(/^sha256-[0-9a-f]{64}$/);
});

test("an address without a file is an error that names it", async () => {
  await expect(documentContext({}).document("constructor")).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: 'No document is given for "constructor".',
  });
});

test("every secret has the same harmless value", async () => {
  const context = documentContext({});
  expect(await context.secret("TOKEN")).toBe("secret");
  expect(context.signal.aborted).toBe(false);
  expect(() => {
    context.report({ code: "AF_INTERNAL", severity: "info", message: "a", help: "b" });
  }).not.toThrow();
});

test("a relative path of a file starts in the working directory", () => {
  expect(documentContext({}).path("a.db")).toBe(join(process.cwd(), "a.db"));
});
