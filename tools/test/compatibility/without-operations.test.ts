import { join } from "node:path";
import { expect, test } from "vitest";
import type { CorpusDocument } from "../../src/compatibility/corpus.ts";
import type { DocumentResult } from "../../src/compatibility/result.ts";
import { withoutOperations } from "../../src/compatibility/without-operations.ts";
import { fileTree } from "../file-tree.ts";

/** Names of the documents that are found to describe nothing, when our reader found no operations in any. */
function found(
  files: Readonly<Record<string, unknown>>,
  code = "AF_SELECTION_EMPTY",
): readonly string[] {
  const folder = fileTree(files);
  const documents = Object.keys(files).map((name): CorpusDocument => ({
    address: name,
    name,
    provider: name,
    file: join(folder, name),
    bytes: 1,
  }));
  const results = documents.map(({ address }): DocumentResult => ({
    address,
    generation: {
      seconds: 1,
      operations: 0,
      leftOut: [],
      files: 0,
      bytes: 0,
      problems: [{ code, message: "" }],
    },
  }));
  return [...withoutOperations(results, documents)];
}

test("a document without operations and webhooks describes nothing", () => {
  const files = {
    "none.json": { paths: {} },
    "no-paths.json": {},
    "texts.json": { paths: { "/a": { summary: "" } } },
  };
  expect(found(files)).toEqual(Object.keys(files));
});

test.each([
  ["an operation", { paths: { "/a": { get: {} } } }],
  ["a reference to a path", { paths: { "/a": { $ref: "b.json" } } }],
  ["a webhook", { webhooks: { pinged: { post: {} } } }],
])("a document with %s does not, whatever our reader says", (_, document) => {
  expect(found({ "a.json": document })).toEqual([]);
});

test("only documents are looked at that were refused for it", () => {
  expect(found({ "none.json": { paths: {} } }, "AF_DOCUMENT_MALFORMED")).toEqual([]);
});

test("nothing is said of what is not JSON", () => {
  expect(found({ "a.yaml": "paths: {}" })).toEqual([]);
});
