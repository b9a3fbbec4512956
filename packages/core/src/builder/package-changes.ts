import { digestOf } from "../documents/decode-document.js";
import { compareText } from "../template/compare-text.js";
import type { FileSystem } from "./file-system.js";
import { recordPath } from "./package-path.js";
import type { PackageRecord } from "./package-record.js";
import type { PackageChanges } from "./validation-report.js";

/** A file of a package on disk. */
export interface DiskFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Folders that belong to a package manager and to version control, at any depth. */
const skipped = new Set(["node_modules", ".git"]);

/** The files of a package on disk, sorted by path; links are left out, and so is what other tools keep there. */
export async function readPackageFiles(
  fileSystem: FileSystem,
  directory: string,
): Promise<readonly DiskFile[]> {
  const files: DiskFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const { name, kind } of await fileSystem.readFolder(`${directory}/${folder}`)) {
      const path = `${folder}${name}`;
      if (kind === "directory" && !skipped.has(name)) await visit(`${path}/`);
      if (kind === "file") {
        files.push({ path, bytes: await fileSystem.readFile(`${directory}/${path}`) });
      }
    }
  };
  await visit("");
  return files.toSorted((left, right) => compareText(left.path, right.path));
}

/** How the files on disk differ from what the record says. */
export function comparePackage(record: PackageRecord, files: readonly DiskFile[]): PackageChanges {
  const digests = new Map(Object.entries(record.files));
  const present = new Set(files.map(({ path }) => path));
  return {
    edited: files
      .filter(({ path, bytes }) => digests.has(path) && digests.get(path) !== digestOf(bytes))
      .map(({ path }) => path),
    missing: [...digests.keys()].filter((path) => !present.has(path)).toSorted(compareText),
    added: files
      .map(({ path }) => path)
      .filter((path) => path !== recordPath && !digests.has(path)),
  };
}
