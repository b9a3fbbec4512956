import { type Diagnostic, diagnosticOf } from "../errors/diagnostic.js";
import type { FileSystem } from "./file-system.js";
import { writeFailure } from "./write-failure.js";

/**
 * Removes what is no longer needed, at a point where failing would turn a finished run into a failed one.
 * Tried twice, because a scanner or indexer may hold a file for a moment; then it is a warning, and the next run
 * removes it.
 */
export async function removeLeftover(
  fileSystem: FileSystem,
  path: string,
): Promise<readonly Diagnostic[]> {
  try {
    await fileSystem.remove(path).catch(() => fileSystem.remove(path));
    return [];
  } catch (error) {
    return [diagnosticOf(writeFailure(path, error), "warning")];
  }
}
