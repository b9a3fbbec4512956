import { dirname, join, resolve } from "node:path";
import { isAgentFlowError } from "../errors/error.js";
import type { LockedIntegration } from "../lock/lock-file.js";
import { compareText } from "../template/compare-text.js";
import type { Integration } from "./builder.js";
import { readHistory } from "./build-history.js";
import type { FileSystem } from "./file-system.js";
import type { HistoryEntry } from "./history-entry.js";
import { comparePackage, readPackageFiles } from "./package-changes.js";
import { readPackageRecord } from "./package-record.js";
import { recordPath } from "./package-path.js";
import { readLock } from "./pinning.js";

/** Where integrations go unless the user says otherwise. */
const usualFolder = "integrations";

/**
 * The integrations in the project's usual folder, those that its lock file pins, and those that its history remembers,
 * wherever they are.
 * @throws AF_LOCK_INVALID
 */
export async function listIntegrations(
  fileSystem: FileSystem,
  projectDirectory: string,
): Promise<readonly Integration[]> {
  const { entries } = await readHistory(fileSystem, projectDirectory);
  const remembered = new Map(
    entries
      .filter(({ result }) => result === "built")
      .map((entry) => [resolve(projectDirectory, entry.directory), entry]),
  );
  const present = await foldersWithRecord(fileSystem, join(projectDirectory, usualFolder));
  const { integrations } = await readLock(fileSystem, projectDirectory);
  const pinned = new Map(
    Object.entries(integrations).map(([key, entry]) => [resolve(projectDirectory, key), entry]),
  );
  const directories = [...new Set([...remembered.keys(), ...pinned.keys(), ...present])];
  return Promise.all(
    directories
      .toSorted(compareText)
      .map((directory) =>
        describe(fileSystem, directory, remembered.get(directory), pinned.get(directory)),
      ),
  );
}

async function foldersWithRecord(
  fileSystem: FileSystem,
  folder: string,
): Promise<readonly string[]> {
  if ((await fileSystem.status(folder))?.kind !== "directory") return [];
  const found: string[] = [];
  for (const { name, kind } of await fileSystem.readFolder(folder)) {
    // A leading dot: a package that is only being written.
    if (kind !== "directory" || name.startsWith(".")) continue;
    const path = join(folder, name, recordPath);
    if (await fileSystem.status(path)) found.push(dirname(path));
  }
  return found;
}

async function describe(
  fileSystem: FileSystem,
  directory: string,
  entry: HistoryEntry | undefined,
  pinned: LockedIntegration | undefined,
): Promise<Integration> {
  const known = {
    name: entry?.name ?? pinned?.name ?? directory,
    ...(entry?.pattern && { pattern: entry.pattern }),
    directory,
  };
  if (!(await fileSystem.status(join(directory, recordPath))))
    return { ...known, state: "missing" };
  try {
    const record = await readPackageRecord(fileSystem, directory);
    const { edited, missing } = comparePackage(
      record,
      await readPackageFiles(fileSystem, directory),
    );
    const { package: name, version, id } = record.pattern;
    return {
      name: record.name,
      pattern: { package: name, version, id },
      directory,
      state: edited.length + missing.length > 0 ? "edited" : "unchanged",
    };
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    return { ...known, state: "invalid" };
  }
}
