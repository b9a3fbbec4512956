import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareProject } from "./batch.ts";
import type { CorpusDocument } from "./corpus.ts";
import type { Journal } from "./journal.ts";
import { runProgram } from "./program.ts";
import type { Progress } from "./progress.ts";
import type { Problem } from "./result.ts";
import type { ComparedTool } from "./tools-compared.ts";
import { typeErrors } from "./type-check-packages.ts";

/** What one tool made of one document. */
export interface Comparison {
  /** The tool's title and the document's address. */
  readonly address: string;
  readonly tool: string;
  /** Of the whole process. */
  readonly seconds: number;
  readonly generated: boolean;
  /** Absent when nothing was generated. */
  readonly types?: readonly Problem[];
}

/** Seconds that a tool, and the compiler on what it made, may take for a document. */
const limit = 60;
/** Documents whose output one compiler process checks. */
const checkedTogether = 10;
/**
 * What generated packages are checked under, less what no output of hey-api compiles under: its client leaves out
 * `.js` in imports and assigns `undefined` to optional properties. So everyone is checked as an application with a
 * bundler would be.
 */
const compilerOptions = {
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noEmit: true,
  types: ["node"],
};

/** Where finished comparisons are kept, and who is told. */
export interface CompareOptions {
  readonly journal: Journal<Comparison>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Runs each tool on each document, one process at a time, and type-checks what comes out.
 * @throws the signal's reason when it aborts
 */
export async function compareTools(
  tools: readonly ComparedTool[],
  documents: readonly CorpusDocument[],
  { journal, signal, progress }: CompareOptions,
): Promise<readonly Comparison[]> {
  for (const tool of tools) {
    const missing = documents.filter(
      (document) => !journal.get(keyOf(tool.title, document.address)),
    );
    progress.add(documents.length - missing.length);
    for (let start = 0; start < missing.length; start += checkedTogether) {
      const part = missing.slice(start, start + checkedTogether);
      const results = await runTool(tool, part, signal);
      journal.add(results);
      progress.add(results.length, results.filter(({ types }) => types?.length !== 0).length);
    }
  }
  return tools.flatMap(({ title }) =>
    documents.flatMap(({ address }) => journal.get(keyOf(title, address)) ?? []),
  );
}

function keyOf(title: string, address: string): string {
  return `${title} ${address}`;
}

async function runTool(
  { title, commandLine, sources }: ComparedTool,
  documents: readonly CorpusDocument[],
  signal: AbortSignal,
): Promise<readonly Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-comparison-"));
  const run = { directory: folder, limit, signal };
  try {
    prepareProject(folder);
    const ended: Omit<Comparison, "types">[] = [];
    for (const [index, { address, file }] of documents.entries()) {
      const program = commandLine(file, join(folder, `p${index}`));
      const { exitCode, seconds } = await runProgram(program, run);
      ended.push({
        address: keyOf(title, address),
        tool: title,
        seconds,
        generated: exitCode === 0,
      });
    }
    const packages = ended.flatMap(({ generated }, index) => (generated ? [`p${index}`] : []));
    const request = { folder, packages, limit: limit * packages.length, signal };
    const types = await typeErrors(request, (names) => ({
      compilerOptions,
      include: names.map((name) => `${name}/${sources}`),
    }));
    return ended.map((one, index) => {
      const problems = types.get(`p${index}`);
      return { ...one, ...(problems && { types: problems }) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
