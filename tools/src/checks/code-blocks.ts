import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CodeBlock, readMarkdown } from "../markdown.ts";
import { runProblems } from "../module-run.ts";
import type { Problem } from "../problem.ts";
import { sourceFiles } from "../source-files.ts";
import { type ModulePaths, typeProblems } from "../type-check.ts";

/** Folder at the root of the repository in which code of the documentation is compiled. */
const docsCheckFolder = ".docs-check";

interface PlacedBlock extends CodeBlock {
  readonly file: string;
}

/**
 * Every TypeScript block that a user reads is true: `ts check` compiles, `ts run` compiles and runs as a program,
 * `ts from=<file>` stands in that file. A block that is none of these is a problem.
 * @param prepare puts what the blocks import into the folder they are compiled in, and tells where it is
 */
export async function checkCodeBlocks(
  root: string,
  prepare: (directory: string, code: string) => ModulePaths,
): Promise<readonly Problem[]> {
  const blocks = documentedFiles(root).flatMap((file) =>
    readMarkdown(readFileSync(join(root, file), "utf8"))
      .blocks.filter(({ info }) => /^(ts|typescript)\b/.test(info))
      .map((block): PlacedBlock => ({ ...block, file })),
  );
  return [
    ...blocks.flatMap((block) => markProblem(root, block)),
    ...(await moduleProblems(
      root,
      blocks.filter(({ info }) => info === "ts check" || info === "ts run"),
      prepare,
    )),
  ];
}

/** What users read: the READMEs, the guide and the reference. Decisions and benchmarks may sketch. */
function documentedFiles(root: string): readonly string[] {
  return sourceFiles(root, ".md").filter((file) =>
    /^(README\.md|docs\/(?:guide|reference)\/.*|packages\/[^/]+\/README\.md)$/.test(file),
  );
}

function markProblem(root: string, { info, text, file, line }: PlacedBlock): readonly Problem[] {
  if (info === "ts check" || info === "ts run") return [];
  const source = /^ts from=(\S+)$/.exec(info)?.[1];
  if (source === undefined) {
    const message = "a TypeScript block is marked `ts check`, `ts run` or `ts from=<file>`";
    return [{ file, line, message }];
  }
  if (!existsSync(join(root, source))) return [{ file, line, message: `${source} does not exist` }];
  return withoutIndent(readFileSync(join(root, source), "utf8")).includes(withoutIndent(text))
    ? []
    : [{ file, line, message: `this excerpt does not stand in ${source}` }];
}

/** An excerpt may be indented less than where it stands. */
function withoutIndent(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}

async function moduleProblems(
  root: string,
  blocks: readonly PlacedBlock[],
  prepare: (directory: string, code: string) => ModulePaths,
): Promise<readonly Problem[]> {
  if (blocks.length === 0) return [];
  const directory = join(root, docsCheckFolder);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  try {
    const paths = prepare(directory, blocks.map(({ text }) => text).join("\n"));
    for (const [index, { text }] of blocks.entries()) {
      // A block is a module of its own, also without an import.
      writeFileSync(join(directory, fileOf(index)), `${text}\nexport {};\n`);
    }
    const compiled = typeProblems(directory, ["*.ts"], paths);
    const broken = new Set(compiled.map(({ file }) => file));
    const programs = [...blocks.entries()]
      .filter(([index, { info }]) => info === "ts run" && !broken.has(fileOf(index)))
      .map(([index]) => fileOf(index));
    const problems = [...compiled, ...(await runProblems(directory, programs))];
    return problems.map((problem) => inPage(problem, blocks));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function fileOf(index: number): string {
  return `block-${index}.ts`;
}

/** The same problem, at its place in the page that the block stands in. */
function inPage(problem: Problem, blocks: readonly PlacedBlock[]): Problem {
  const block = blocks[Number(/^block-(\d+)\.ts$/.exec(problem.file)?.[1])];
  if (block === undefined) return problem;
  const { line = 1, message } = problem;
  return { file: block.file, line: block.line + line - 1, message };
}
