import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { compareText } from "../template/compare-text.js";

/** The file that makes a folder below `test` a case. */
const caseFile = "case.json";

const caseSchema = z.strictObject({
  /** What the case shows, in words. Default: its folder. */
  title: z.string().min(1).optional(),
  /** The pattern's own input. */
  input: z.record(z.string(), z.unknown()),
  /** Files of the case by the address that the pattern asks with, where that is not their path in the folder. */
  documents: z.record(z.string(), z.string().min(1)).default({}),
  /** Paths of generated files that `golden/` keeps. Default: every one that the pattern does not ship verbatim. */
  golden: z.array(z.string().min(1)).optional(),
});

/** One input of a pattern, with everything of the outside world that it needs. */
export interface PatternCase {
  readonly title: string;
  /** Absolute path of the folder: `golden` in it holds what the pattern makes. */
  readonly directory: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Absolute paths of the documents, by the address that the pattern asks with. */
  readonly documents: Readonly<Record<string, string>>;
  readonly golden?: readonly string[];
}

/** The cases of a package, and why files that look like one are none. */
export interface FoundCases {
  /** By folder. */
  readonly cases: readonly PatternCase[];
  readonly problems: readonly string[];
}

/** Finds every `case.json` below the `test` folder of a package. Nothing of the pattern is run. */
export function findCases(directory: string): FoundCases {
  const test = join(directory, "test");
  const cases: PatternCase[] = [];
  const problems: string[] = [];
  for (const path of filesIn(test).filter((found) => basename(found) === caseFile)) {
    try {
      const found = readCase(test, path);
      const same = cases.some(({ title }) => title === found.title);
      if (same) problems.push(`test/${path} has the title of another case: ${found.title}`);
      else cases.push(found);
    } catch (error) {
      problems.push(`test/${path} is no case: ${reasonOf(error)}`);
    }
  }
  return { cases, problems };
}

function readCase(test: string, path: string): PatternCase {
  const { title, input, documents, golden } = caseSchema.parse(
    JSON.parse(readFileSync(join(test, path), "utf8")),
  );
  const directory = join(test, dirname(path));
  const beside = filesIn(directory).map((file) => [file, join(directory, file)]);
  const named = Object.entries(documents).map(([address, file]) => [
    address,
    resolve(directory, file),
  ]);
  return {
    title: title ?? dirname(path),
    directory,
    input,
    documents: Object.fromEntries([...beside, ...named]) as Readonly<Record<string, string>>,
    ...(golden && { golden }),
  };
}

/** Paths of the files below a folder, goldens and installed packages left out, sorted; none when there is no folder. */
function filesIn(folder: string, prefix = ""): readonly string[] {
  const entries = entriesOf(join(folder, prefix));
  return entries
    .flatMap((entry) => {
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isFile()) return [path];
      const entered = entry.isDirectory() && !/^(?:golden|node_modules)$/.test(entry.name);
      return entered ? filesIn(folder, path) : [];
    })
    .toSorted(compareText);
}

/** The same for a golden folder, in which nothing is left out. */
export function goldenFilesIn(folder: string): readonly string[] {
  const found = entriesOf(folder).flatMap((entry) =>
    entry.isDirectory()
      ? goldenFilesIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)
      : [entry.name],
  );
  return found.toSorted(compareText);
}

function entriesOf(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
