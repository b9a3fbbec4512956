import type { FileSystem } from "./file-system.js";
import { forEachBounded } from "./for-each-bounded.js";
import { foldersOf } from "./package-path.js";
import type { PackageFile } from "./rendered-package.js";

/** Files open at once: enough to keep a disk busy, few enough for any limit on open files. */
const concurrency = 16;

/** Writes the files into a folder that does not exist yet, and waits until the disk has them. */
export async function stagePackage(
  fileSystem: FileSystem,
  folder: string,
  files: readonly PackageFile[],
  signal: AbortSignal,
): Promise<void> {
  await fileSystem.makeFolders(folder);
  for (const path of foldersOf(files.map((file) => file.path))) {
    await fileSystem.makeFolders(`${folder}/${path}`);
  }
  await forEachBounded(files, concurrency, async ({ path, bytes }) => {
    signal.throwIfAborted();
    await fileSystem.createFile(`${folder}/${path}`, bytes);
  });
}
