import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemFileSystem } from "../builder/file-system.js";
import { locateOutput } from "../builder/output-location.js";
import { comparePackage, readPackageFiles } from "../builder/package-changes.js";
import { readPackageRecord } from "../builder/package-record.js";

/** Copies that were made, each an absolute path; all lie in the folder, which holds nothing else. */
export interface KeptFiles {
  /** Left out: there was nothing to keep. */
  readonly folder?: string;
  readonly paths: readonly string[];
}

/**
 * Copies the generated files that somebody has edited, before they are made anew.
 * @param place an absolute folder in the project for the copies; when it is taken, one beside it with a number
 * @throws AF_OUTPUT_OUTSIDE when a link leads out of the project there
 */
export async function keepEdited(
  directory: string,
  place: string,
  projectDirectory: string,
): Promise<KeptFiles> {
  const files = await readPackageFiles(systemFileSystem, directory);
  const { edited } = comparePackage(await readPackageRecord(systemFileSystem, directory), files);
  if (edited.length === 0) return { paths: [] };
  const folder = await freeFolder(place);
  await locateOutput(systemFileSystem, folder, projectDirectory);
  const kept: string[] = [];
  for (const { path, bytes } of files.filter((file) => edited.includes(file.path))) {
    const copy = join(folder, path);
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, bytes, { flag: "wx" });
    kept.push(copy);
  }
  return { folder, paths: kept };
}

async function freeFolder(place: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? place : `${place}-${number}`;
    if (!(await systemFileSystem.status(folder))) return folder;
  }
}
