import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { captureCommand } from "./command.ts";
import type { Problem } from "./problem.ts";
import { repositoryRoot } from "./workspace.ts";

/** TypeScript's `paths`: where modules are found by name. */
export type ModulePaths = Readonly<Record<string, readonly string[]>>;

/**
 * Compiles files under the repository's strictest flags, as the packages themselves are, and emits nothing.
 * Writes a tsconfig.json into `directory`.
 * @param paths modules that are not installed, by name, relative to `directory`
 * @returns problems whose `file` is relative to `directory`
 * @throws when the compiler fails for another reason than the files
 */
export function typeProblems(
  directory: string,
  include: readonly string[],
  paths: ModulePaths = {},
): readonly Problem[] {
  const config = join(directory, "tsconfig.json");
  mkdirSync(directory, { recursive: true });
  const extended = relative(directory, join(repositoryRoot, "tsconfig.base.json")).replaceAll(
    sep,
    "/",
  );
  const compilerOptions = { noEmit: true, declaration: false, paths };
  writeFileSync(config, JSON.stringify({ extends: `./${extended}`, compilerOptions, include }));
  const { exitCode, output } = captureCommand("typescript", ["-p", config, "--pretty", "false"]);
  const problems = output.split("\n").flatMap((line) => parse(line, directory));
  if (exitCode !== 0 && problems.length === 0) throw new Error(`tsc failed: ${output.trim()}`);
  return problems;
}

/** The compiler names files relative to its working directory, the repository. */
function parse(output: string, directory: string): readonly Problem[] {
  const match = /^(?<file>.+?)\((?<line>\d+),\d+\): error (?<message>TS\d+: .*)$/.exec(output);
  const { file, line, message } = match?.groups ?? {};
  if (file === undefined || message === undefined) return [];
  const place = relative(directory, resolve(repositoryRoot, file)).replaceAll(sep, "/");
  return [{ file: place, line: Number(line), message }];
}
