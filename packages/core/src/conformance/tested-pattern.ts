import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnyPattern, PatternModel } from "../contract/pattern.js";
import { caseContext } from "./case-context.js";
import { findCases, type PatternCase } from "./pattern-case.js";
import { type ProbeReport, probePattern } from "./probe-pattern.js";

/** A case whose service is looked at once, however many rules ask for the model. */
export interface TestedCase extends PatternCase {
  /** @throws what the pattern's input schema and `inspect` throw */
  inspect(): Promise<PatternModel>;
}

/** A pattern and its package, as every rule gets it. */
export interface TestedPattern {
  readonly pattern: AnyPattern;
  /** Absolute path of the package. */
  readonly directory: string;
  /** Its package.json; a rule that reads a field parses it. */
  readonly packageJson: unknown;
  readonly cases: readonly TestedCase[];
  /** Why files that look like cases are none. */
  readonly caseProblems: readonly string[];
  /** Ends the programs that were started for it. */
  readonly signal: AbortSignal;
  /** Absolute path of a file of the package whose dependencies type-check and test what is generated. */
  readonly toolsFrom: string;
  /** What the built package does in processes of its own, asked once. */
  probe(): Promise<ProbeReport>;
}

/** How a pattern is tested. */
export interface TestedPatternOptions {
  readonly signal?: AbortSignal;
  /** Default: the pattern's own package. */
  readonly toolsFrom?: string;
}

/**
 * @param directory absolute path or URL of the folder of the pattern's package.json
 * @throws the file system's error or SyntaxError when there is no package.json that can be read
 */
export function testedPattern(
  pattern: AnyPattern,
  directory: string | URL,
  options: TestedPatternOptions = {},
): TestedPattern {
  const { signal = new AbortController().signal } = options;
  const path = resolve(directory instanceof URL ? fileURLToPath(directory) : directory);
  const packageJson: unknown = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const { cases, problems } = findCases(path);
  let probed: Promise<ProbeReport> | undefined;
  return {
    pattern,
    directory: path,
    packageJson,
    cases: cases.map((found) => testedCase(pattern, found, signal)),
    caseProblems: problems,
    signal,
    toolsFrom: options.toolsFrom ?? join(path, "package.json"),
    probe: () => (probed ??= probePattern(path, cases, signal)),
  };
}

function testedCase(pattern: AnyPattern, found: PatternCase, signal: AbortSignal): TestedCase {
  let model: Promise<PatternModel> | undefined;
  const inspect = async (): Promise<PatternModel> =>
    pattern.inspect(pattern.input.parse(found.input), caseContext(found, signal));
  return { ...found, inspect: () => (model ??= inspect()) };
}
