import type { FileSystem } from "./file-system.js";
import { forEachBounded } from "./for-each-bounded.js";
import { foldersOf } from "./package-path.js";

/** Files open at once: enough to keep a disk busy, few enough for any limit on open files. */
const concurrency = 16;

/** A file to be written: text in UTF-8, or bytes as they are. */
export interface StagedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Writes the files into a folder that does not exist yet, and waits until the disk has them. */
export async function stagePackage(
  fileSystem: FileSystem,
  folder: string,
  files: readonly StagedFile[],
  signal: AbortSignal,
): Promise<void> {
  await fileSystem.makeFolders(folder);
  for (const path of foldersOf(files.map((file) => file.path))) {
    await fileSystem.makeFolders(`${folder}/${path}`);
  }
  await forEachBounded(files, concurrency, async ({ path, content }) => {
    signal.throwIfAborted();
    await fileSystem.createFile(`${folder}/${path}`, content);
  });
}
