/**
 * Switches off each step of escaping and checking, one at a time, and sees whether a test with hostile texts notices:
 * `npm run mutation [-- --only <part of a file's name>] [--json]`. A run over all of them writes
 * docs/benchmarks/escapes.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Progress } from "../compatibility/progress.ts";
import { repositoryRoot } from "../workspace.ts";
import { escapingSteps } from "./escaping-steps.ts";
import { tryMutation } from "./try-mutation.ts";
import { type MutationResult, mutationTable } from "./mutation-table.ts";
import { WorkspaceCopy } from "./workspace-copy.ts";

/** Where texts of a document become parts of a file. */
const printerFiles = ["code", "literal", "plain-text", "render-file"].map(
  (name) => `packages/core/src/template/${name}.ts`,
);
/** What those files make texts safe with. */
const printers = new Set(
  "visible stringLiteral keyLiteral literal jsonText markdownText withoutLinks inlineCode".split(
    " ",
  ),
);
const reportFile = join(repositoryRoot, "docs/benchmarks/escapes.md");
/** Where the words of that file end, and its figures begin. */
const mark = "<!-- figures: written by `npm run mutation` -->";

/** By the convention of POSIX shells. */
const interrupted = 130;

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, json: { type: "boolean", default: false } },
});
const abort = new AbortController();
process.once("SIGINT", () => abort.abort(new Error("Interrupted.")));

const mutations = printerFiles
  .filter((file) => file.includes(values.only))
  .flatMap((file) => escapingSteps(file, source(file), printers));
const copy = await WorkspaceCopy.make();
try {
  process.exitCode = await run();
} catch (error) {
  if (!abort.signal.aborted) throw error;
  console.error("\nInterrupted.");
  process.exitCode = interrupted;
} finally {
  await copy.remove();
}

async function run(): Promise<number> {
  const unchanged = await tryMutation(copy, undefined, abort.signal);
  if (unchanged !== undefined) {
    console.error(`The tests fail without any change: ${unchanged}.`);
    return 1;
  }
  const progress = new Progress("Steps switched off", mutations.length);
  const results: MutationResult[] = [];
  for (const mutation of mutations) {
    const noticedBy = await tryMutation(copy, mutation, abort.signal);
    await copy.write(mutation.file, source(mutation.file));
    results.push({ mutation, noticedBy });
    if (noticedBy === undefined)
      console.error(`Unnoticed: ${mutation.file}:${mutation.line} ${mutation.step}`);
    progress.add(1, noticedBy === undefined ? 1 : 0);
  }
  const table = mutationTable(results);
  console.log(values.json ? JSON.stringify(results.map(withoutText), undefined, 2) : table);
  if (values.only === "") {
    const [words = ""] = readFileSync(reportFile, "utf8").split(mark);
    writeFileSync(reportFile, `${words}${mark}\n\n${table}`);
  }
  return results.every(({ noticedBy }) => noticedBy !== undefined) ? 0 : 1;
}

function withoutText({ mutation: { file, line, step }, noticedBy }: MutationResult): object {
  return { file, line, step, noticedBy: noticedBy ?? null };
}

function source(file: string): string {
  return readFileSync(join(repositoryRoot, file), "utf8");
}
