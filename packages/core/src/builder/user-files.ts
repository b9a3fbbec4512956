import { dirname } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import type { PackageRecord } from "./package-record.js";
import { foldersOf, foldPath, recordPath } from "./package-path.js";

/** The records of the package that is replaced and of the one that replaces it. */
export interface Replacement {
  readonly old: PackageRecord;
  readonly new: PackageRecord;
}

/**
 * What the user added to a generated package: files, and folders that hold nothing generated and so move in one piece,
 * such as `node_modules`. Relative paths, in the order found.
 */
export async function findUserFiles(
  fileSystem: FileSystem,
  directory: string,
  replacement: Replacement,
): Promise<readonly string[]> {
  const generated = new Set([...Object.keys(replacement.old.files), recordPath]);
  // A folder that the new package has too cannot move in one piece.
  const entered = foldersOf([...generated, ...Object.keys(replacement.new.files)]);
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const { name, kind } of await fileSystem.readFolder(`${directory}/${folder}`)) {
      const path = `${folder}${name}`;
      if (kind === "directory" && entered.has(path)) await visit(`${path}/`);
      else if (kind === "directory" || !generated.has(path)) found.push(path);
    }
  };
  await visit("");
  return found;
}

/**
 * Refuses to overwrite a file of the user's own, or to put one where the new package has a file.
 * @throws AF_OUTPUT_FOREIGN naming the first such path
 */
export function checkUserFiles(
  directory: string,
  userFiles: readonly string[],
  replacement: Replacement,
): void {
  const paths = [...Object.keys(replacement.new.files), recordPath].map(foldPath);
  const files = new Set(paths);
  const taken = new Set([...paths, ...foldersOf(paths)]);
  for (const path of userFiles) {
    const folded = foldPath(path);
    if (!taken.has(folded) && ![...foldersOf([folded])].some((folder) => files.has(folder)))
      continue;
    throw new AgentFlowError(
      errorCodes.outputForeign,
      `${stringLiteral(`${directory}/${path}`)} is not a generated file, and the new package needs its place.`,
      { help: "Move or rename it, and run the command again." },
    );
  }
}

/** Moves the user's files from one folder to another; each is added to `moved` as soon as it has moved. */
export async function moveUserFiles(
  fileSystem: FileSystem,
  from: string,
  to: string,
  userFiles: readonly string[],
  moved: string[],
): Promise<void> {
  for (const path of userFiles) {
    await fileSystem.makeFolders(dirname(`${to}/${path}`));
    await fileSystem.rename(`${from}/${path}`, `${to}/${path}`);
    moved.push(path);
  }
}
