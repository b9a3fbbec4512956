import type { Diagnostic } from "../errors/diagnostic.js";
import type { FileSystem } from "./file-system.js";
import type { OutputLocation } from "./output-location.js";
import type { OutputState } from "./output-state.js";
import type { PackageRecord } from "./package-record.js";
import { removeLeftover } from "./remove-leftover.js";
import { checkUserFiles, findUserFiles, moveUserFiles } from "./user-files.js";

/**
 * Puts the staged package in its place. Folders are only ever renamed, so that at every instant the old package or the
 * new one is whole; `recoverOutput` finishes or takes back what a killed process left. After a failure everything is
 * back where it was.
 * @returns warnings about what could not be cleaned up
 * @throws AF_OUTPUT_FOREIGN before anything moves, when a file of the user's own is in the way
 */
export async function swapPackage(
  fileSystem: FileSystem,
  location: OutputLocation,
  state: OutputState,
  record: PackageRecord,
): Promise<readonly Diagnostic[]> {
  if (state.kind === "generated") {
    return replacePackage(fileSystem, location, { old: state.record, new: record });
  }
  const { directory, staged } = location;
  // Windows does not rename over a folder, not even over an empty one.
  if (state.kind === "empty") await fileSystem.removeEmptyFolder(directory);
  try {
    await fileSystem.rename(staged, directory);
  } catch (error) {
    if (state.kind === "empty") await fileSystem.makeFolders(directory);
    throw error;
  }
  return [];
}

async function replacePackage(
  fileSystem: FileSystem,
  { directory, staged, old, trash }: OutputLocation,
  replacement: { readonly old: PackageRecord; readonly new: PackageRecord },
): Promise<readonly Diagnostic[]> {
  const userFiles = await findUserFiles(fileSystem, directory, replacement);
  checkUserFiles(directory, userFiles, replacement);
  const moved: string[] = [];
  const undo: (() => Promise<void>)[] = [];
  try {
    await fileSystem.rename(directory, old);
    undo.unshift(() => fileSystem.rename(old, directory));
    await fileSystem.rename(staged, directory);
    undo.unshift(() => fileSystem.rename(directory, staged));
    undo.unshift(() => moveUserFiles(fileSystem, directory, old, moved.toReversed(), []));
    await moveUserFiles(fileSystem, old, directory, userFiles, moved);
    // From here on the old folder holds nothing but generated files.
    await fileSystem.rename(old, trash);
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
  return removeLeftover(fileSystem, trash);
}
