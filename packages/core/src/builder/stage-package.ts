import { setImmediate as nextTurn } from "node:timers/promises";
import type { Durability, FileSystem } from "./file-system.js";
import { forEachBounded } from "./for-each-bounded.js";
import { foldersOf } from "./package-path.js";

/** Files open at once: enough to keep a disk busy, few enough for any limit on open files. */
const concurrency = 16;

/** Files after which everything else has its turn: some 5 ms. */
const turn = 100;

/** A file to be written: text in UTF-8, or bytes as they are. */
export interface StagedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** How a package is staged. */
export interface StageOptions {
  /** `flushed` where the package takes the place of another, which is lost then. */
  readonly durability: Durability;
  readonly signal: AbortSignal;
}

/** Writes the files into a folder that does not exist yet. */
export async function stagePackage(
  fileSystem: FileSystem,
  folder: string,
  files: readonly StagedFile[],
  { durability, signal }: StageOptions,
): Promise<void> {
  await fileSystem.makeFolders(folder);
  for (const path of foldersOf(files.map((file) => file.path))) {
    await fileSystem.makeFolders(`${folder}/${path}`);
  }
  let written = 0;
  await forEachBounded(files, concurrency, async ({ path, content }) => {
    signal.throwIfAborted();
    await fileSystem.createFile(`${folder}/${path}`, content, durability);
    // Files that wait for no disk would keep everything else from its turn, the user's Ctrl-C included.
    if (++written % turn === 0) await nextTurn();
  });
}
