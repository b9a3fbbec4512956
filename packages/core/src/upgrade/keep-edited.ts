import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemFileSystem } from "../builder/file-system.js";
import { locateOutput } from "../builder/output-location.js";
import { comparePackage, readPackageFiles } from "../builder/package-changes.js";
import { readPackageRecord } from "../builder/package-record.js";

/**
 * Copies the generated files that somebody has edited, before they are made anew.
 * @param place an absolute folder in the project for the copies; when it is taken, one beside it with a number
 * @returns the absolute paths of the copies
 * @throws AF_OUTPUT_OUTSIDE when a link leads out of the project there
 */
export async function keepEdited(
  directory: string,
  place: string,
  projectDirectory: string,
): Promise<readonly string[]> {
  const files = await readPackageFiles(systemFileSystem, directory);
  const { edited } = comparePackage(await readPackageRecord(systemFileSystem, directory), files);
  if (edited.length === 0) return [];
  const folder = await freeFolder(place);
  await locateOutput(systemFileSystem, folder, projectDirectory);
  const kept: string[] = [];
  for (const { path, bytes } of files.filter((file) => edited.includes(file.path))) {
    const copy = join(folder, path);
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, bytes, { flag: "wx" });
    kept.push(copy);
  }
  return kept;
}

async function freeFolder(place: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? place : `${place}-${number}`;
    if (!(await systemFileSystem.status(folder))) return folder;
  }
}
