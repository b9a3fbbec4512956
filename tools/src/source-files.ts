import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold no source of ours, wherever they appear. */
const skipped = new Set([
  ".agentflow",
  ".docs-check",
  ".git",
  ".nx",
  ".templates-check",
  "coverage",
  "dist",
  "golden",
  "node_modules",
  "output",
]);

/**
 * Paths of the files under `directory`, relative to it, with forward slashes, sorted.
 * A folder that does not exist has no files.
 * @param extension such as `.ts`
 */
export function sourceFiles(directory: string, extension: string): readonly string[] {
  return [...walk(directory, "")].filter((path) => path.endsWith(extension)).toSorted();
}

function* walk(directory: string, prefix: string): Generator<string> {
  for (const entry of entriesOf(directory)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !skipped.has(entry.name)) {
      yield* walk(join(directory, entry.name), `${path}/`);
    }
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    // Node's own errors carry a code.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
