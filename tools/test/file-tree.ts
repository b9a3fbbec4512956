import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { repositoryRoot } from "../src/workspace.ts";

/**
 * Writes files into a folder of their own, which goes when the test ends. Values that are not text are written as JSON.
 * The folder lies in the repository, so that the compiler finds the installed types.
 * @returns the folder
 */
export function fileTree(files: Readonly<Record<string, unknown>>): string {
  const results = join(repositoryRoot, "tools/test-results");
  mkdirSync(results, { recursive: true });
  const root = mkdtempSync(join(results, "tree-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}
