import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";

/** Where a package goes, and the siblings that exist only while it is being written; all absolute. */
export interface OutputLocation {
  readonly directory: string;
  readonly parent: string;
  /** The new package while it is incomplete or unverified. */
  readonly staged: string;
  /** The old package while the user's own files are moved out of it. */
  readonly old: string;
  /** The old package when nothing of it is needed any more. */
  readonly trash: string;
  /** A copy that is being validated. */
  readonly check: string;
  readonly lock: string;
}

/**
 * The location that a folder's path means. A link is followed, so that the folder it leads to is replaced and not it;
 * but not out of the project, where whoever gave the project its links would choose what is written.
 * @throws AF_OUTPUT_NOT_DIRECTORY when it leads nowhere, or is the root of the file system
 * @throws AF_OUTPUT_OUTSIDE when it lies in the project, and a link in it leads out
 */
export async function locateOutput(
  fileSystem: FileSystem,
  outDirectory: string,
  projectDirectory: string,
): Promise<OutputLocation> {
  const path = resolve(outDirectory);
  await checkInside(fileSystem, path, resolve(projectDirectory));
  const status = await fileSystem.status(path);
  const directory = status?.kind === "other" ? await follow(fileSystem, path) : path;
  const name = basename(directory);
  if (name === "") throw notDirectory(directory, "is the root of the file system");
  const parent = dirname(directory);
  const sibling = (role: string): string => join(parent, `.${name}.agentflow-${role}`);
  return {
    directory,
    parent,
    staged: sibling("new"),
    old: sibling("old"),
    trash: sibling("trash"),
    check: sibling("check"),
    lock: sibling("lock"),
  };
}

async function checkInside(
  fileSystem: FileSystem,
  path: string,
  projectDirectory: string,
): Promise<void> {
  if (!isWithin(projectDirectory, path)) return;
  let existing = path;
  while (!(await fileSystem.status(existing))) existing = dirname(existing);
  const real = await fileSystem.realPath(existing).catch(() => undefined);
  // A link that leads nowhere is told of below.
  if (real === undefined || isWithin(await fileSystem.realPath(projectDirectory), real)) return;
  throw new AgentFlowError(
    errorCodes.outputOutside,
    `${stringLiteral(path)} lies in the project, but a link leads out of it, to ${stringLiteral(real)}.`,
    { help: "Remove the link, or give the folder that it leads to with --out." },
  );
}

/** Whether a path is a folder or lies in it, by their words. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

/** AF_OUTPUT_NOT_DIRECTORY saying what the path is instead. */
export function notDirectory(path: string, problem: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.outputNotDirectory, `${stringLiteral(path)} ${problem}.`, {
    help: "Choose a folder with --out that is empty or does not exist yet.",
    cause,
  });
}

async function follow(fileSystem: FileSystem, path: string): Promise<string> {
  try {
    return await fileSystem.realPath(path);
  } catch (error) {
    throw notDirectory(path, "is a link that leads nowhere", error);
  }
}
