import { isAbsolute, join, relative } from "node:path";
import { z } from "zod";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral, visible } from "../template/literal.js";
import type { History } from "./builder.js";
import type { FileSystem } from "./file-system.js";
import { type HistoryEntry, historyEntrySchema } from "./history-entry.js";

/** Folder in the project for what agentflow remembers there. */
const memoryFolder = ".agentflow";

/** Absolute path of the file that remembers a project's builds. */
export function historyPath(projectDirectory: string): string {
  return join(projectDirectory, memoryFolder, "history.jsonl");
}

/** A folder as the history names it: relative to the project when it lies in it, so that the project can move. */
export function historyDirectory(projectDirectory: string, directory: string): string {
  const path = relative(projectDirectory, directory);
  const outside = path === "" || path.startsWith("..") || isAbsolute(path);
  return outside ? directory : path.replaceAll("\\", "/");
}

/** Adds a line to the project's history. One write in append mode: builds that end at once do not mix their lines. */
export async function appendHistory(
  fileSystem: FileSystem,
  projectDirectory: string,
  entry: HistoryEntry,
): Promise<void> {
  const path = historyPath(projectDirectory);
  await checkMemory(fileSystem, projectDirectory);
  await fileSystem.makeFolders(join(projectDirectory, memoryFolder));
  await ignoreHistory(fileSystem, join(projectDirectory, memoryFolder, ".gitignore"));
  const known = (await fileSystem.status(path))
    ? await fileSystem.readFile(path)
    : new Uint8Array();
  // A killed process may have left half a line, which must not swallow this one.
  const separator = known.length > 0 && known.at(-1) !== 0x0a ? "\n" : "";
  await fileSystem.appendFile(path, `${separator}${JSON.stringify(entry)}\n`);
}

/**
 * Refuses a link: a cloned repository may bring one, and what it leads to is not this project's.
 * @throws Error naming it
 */
async function checkMemory(fileSystem: FileSystem, projectDirectory: string): Promise<void> {
  const places = [
    [join(projectDirectory, memoryFolder), "directory"],
    [historyPath(projectDirectory), "file"],
  ] as const;
  for (const [place, kind] of places) {
    const status = await fileSystem.status(place);
    if (status && status.kind !== kind) throw new Error(`${stringLiteral(place)} is no ${kind}`);
  }
}

/** Durations of one machine are of no use to another; what else `.agentflow` holds may belong in the repository. */
async function ignoreHistory(fileSystem: FileSystem, path: string): Promise<void> {
  if (await fileSystem.status(path)) return;
  await fileSystem.createFile(path, "/history.jsonl\n", "buffered");
}

/** The builds that a project remembers. A line that cannot be read is a problem; the others are still told. */
export async function readHistory(
  fileSystem: FileSystem,
  projectDirectory: string,
): Promise<History> {
  const path = historyPath(projectDirectory);
  if (!(await fileSystem.status(path))) return { entries: [], problems: [] };
  try {
    await checkMemory(fileSystem, projectDirectory);
  } catch (error) {
    return { entries: [], problems: [unusable(path, error)] };
  }
  const text = Buffer.from(await fileSystem.readFile(path)).toString("utf8");
  const entries: HistoryEntry[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      entries.push(historyEntrySchema.parse(JSON.parse(line)));
    } catch (error) {
      problems.push(invalidLine(path, index + 1, error));
    }
  }
  return { entries, problems };
}

function unusable(path: string, error: unknown): Diagnostic {
  return {
    code: errorCodes.historyInvalid,
    severity: "warning",
    message: `The build history cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    location: { source: path },
    help: "Remove it; the next build begins a new history.",
  };
}

function invalidLine(path: string, line: number, error: unknown): Diagnostic {
  const reason =
    error instanceof z.ZodError
      ? error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")
      : String(error);
  return {
    code: errorCodes.historyInvalid,
    severity: "warning",
    message: `Line ${line} of the build history cannot be read: ${visible(reason)}`,
    location: { source: path, line },
    help: "Remove the line; the other builds are not affected.",
  };
}
