/**
 * What becomes of every document that npm packages hold: `npm run compatibility`. A run over all of them writes
 * docs/benchmarks/compatibility.md; one over a part prints the same tables.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultCacheDirectory } from "@agentflow/core";
import { runCommand } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";
import { type CompareOptions, compareTools, type Comparison } from "./compare-tools.ts";
import { type CorpusDocument, openCorpus } from "./corpus.ts";
import { failedResults } from "./figures.ts";
import { Journal } from "./journal.ts";
import {
  chooseDocuments,
  fixedSeed,
  fixedSize,
  type Options,
  readOptions,
  UsageError,
} from "./options.ts";
import { Progress } from "./progress.ts";
import type { DocumentResult } from "./result.ts";
import { type Findings, reportText } from "./report.ts";
import { sampleDocuments } from "./sample.ts";
import { scoreDocuments } from "./score.ts";
import { installTools } from "./tools-compared.ts";
import { validateDocuments } from "./validity.ts";
import { nameOf, versionsAtHand } from "./versions.ts";
import { withoutOperations } from "./without-operations.ts";

const reportFile = "docs/benchmarks/compatibility.md";
/** Where the words of that file end, and its figures begin. */
const mark = "<!-- figures: written by `npm run compatibility` -->";
/** By the convention of POSIX shells. */
const exitCodes = { failed: 1, usage: 2, interrupted: 130 };

const abort = new AbortController();
process.once("SIGINT", () => abort.abort(new Error("Interrupted.")));
try {
  process.exitCode = await run(readOptions(process.argv.slice(2)), abort.signal);
} catch (error) {
  process.exitCode = explain(error);
}

/** @throws what is no fault of the user's */
function explain(error: unknown): number {
  if (abort.signal.aborted) {
    console.error("\nInterrupted. The next run goes on where this one was.");
    return exitCodes.interrupted;
  }
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  return exitCodes.usage;
}

async function run(options: Options, signal: AbortSignal): Promise<number> {
  const cacheDirectory = defaultCacheDirectory(process.env);
  const corpus = await openCorpus({ cacheDirectory, signal });
  const fixed = new Set(
    sampleDocuments(corpus, fixedSize, fixedSeed).map(({ address }) => address),
  );
  const documents = chooseDocuments(corpus, options).map((document) => ({
    ...document,
    withTests: options.tests || fixed.has(document.address),
  }));
  const versions = versionsAtHand();
  const journal = join(cacheDirectory, "compatibility", "journal", nameOf(versions));
  const results = await scoreDocuments(documents, {
    journal: new Journal<DocumentResult>(`${journal}.ndjson`),
    signal,
    jobs: options.jobs,
    progress: (total) => new Progress("Documents", total),
  });
  const empty = withoutOperations(results, documents);
  const failed = failedResults(results, empty);
  const doubtful = new Set(
    [...failed, ...results.filter(({ generation }) => generation.leftOut.length > 0)].map(
      ({ address }) => address,
    ),
  );
  const findings: Findings = {
    versions,
    results,
    empty,
    validity: await validateDocuments(documents.filter(({ address }) => doubtful.has(address))),
    comparisons: await compare(sampleDocuments(documents, options.peers, options.seed), {
      journal: new Journal<Comparison>(`${journal}-others.ndjson`),
      signal,
    }),
  };
  print(findings, options, documents.length === corpus.length);
  return failed.length === 0 ? 0 : exitCodes.failed;
}

async function compare(
  documents: readonly CorpusDocument[],
  options: Pick<CompareOptions, "journal" | "signal">,
): Promise<readonly Comparison[]> {
  if (documents.length === 0) return [];
  const tools = installTools();
  return compareTools(tools, documents, {
    ...options,
    progress: new Progress("Beside others", tools.length * documents.length),
  });
}

function print(findings: Findings, { json }: Options, whole: boolean): void {
  const text = reportText(findings);
  if (json) {
    const { empty, validity, ...plain } = findings;
    const lists = { empty: [...empty], validity: Object.fromEntries(validity) };
    console.log(JSON.stringify({ ...plain, ...lists }));
  } else if (!whole) console.log(text);
  if (!whole) return;
  const file = join(repositoryRoot, reportFile);
  const [words = ""] = readFileSync(file, "utf8").split(mark);
  writeFileSync(file, `${words}${mark}\n\n${text}`);
  runCommand("oxfmt", [reportFile]);
  console.error(`Wrote ${reportFile}.`);
}
