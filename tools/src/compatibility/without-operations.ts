import { readFileSync } from "node:fs";
import type { CorpusDocument } from "./corpus.ts";
import type { DocumentResult } from "./result.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/**
 * Addresses of the documents from which nothing was generated because they describe nothing: no operation below `paths`
 * and no webhook. Found without our own reader, whose word this would otherwise be.
 */
export function withoutOperations(
  results: readonly DocumentResult[],
  documents: readonly CorpusDocument[],
): ReadonlySet<string> {
  const suspects = new Set(
    results
      .filter(({ generation }) =>
        generation.problems.some(({ code }) => code === "AF_SELECTION_EMPTY"),
      )
      .map(({ address }) => address),
  );
  return new Set(
    documents
      .filter(({ address, file }) => suspects.has(address) && describesNothing(file))
      .map(({ address }) => address),
  );
}

function describesNothing(file: string): boolean {
  if (!file.endsWith(".json")) return false;
  // OpenAPI's own words for these parts; anything else counts as a description.
  const { paths = {}, webhooks = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly paths?: Readonly<Record<string, object>>;
    readonly webhooks?: object;
  };
  const described = Object.values(paths).some(
    (item) => "$ref" in item || methods.some((method) => method in item),
  );
  return !described && Object.keys(webhooks).length === 0;
}
