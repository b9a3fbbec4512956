import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type MeasuredPattern, measurePattern } from "../builder/measured-pattern.js";
import { type DiskFile, readPackageFiles } from "../builder/package-changes.js";
import { recordPath } from "../builder/package-path.js";
import { readPackageRecord } from "../builder/package-record.js";
import { readLock } from "../builder/pinning.js";
import { changeLock } from "../builder/write-lock.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { changePackages, commandText } from "../installation/change-packages.js";
import { addCommand } from "../installation/package-commands.js";
import type { LockedIntegration } from "../lock/lock-file.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { installationFiles, saveFiles } from "./saved-files.js";
import { aliased } from "./staging-project.js";
import type { PreparedUpgrade } from "./upgrade-pattern.js";

/**
 * Remembers everything that an upgrade changes, in memory.
 * @returns puts all of it back; `cause` is why
 */
export async function prepareRollback(
  prepared: PreparedUpgrade,
): Promise<(cause: unknown) => Promise<void>> {
  const { setup, manager, integrations } = prepared;
  const { fileSystem, projectDirectory } = setup;
  const files = await saveFiles(installationFiles(projectDirectory, manager));
  const before = contentsOf(await measurePattern(fileSystem, prepared.installed));
  const { integrations: pinned } = await readLock(fileSystem, projectDirectory);
  const keys = integrations.map(({ key }) => key);
  const packages: (readonly [directory: string, files: readonly DiskFile[]])[] = [];
  for (const { directory } of integrations) {
    packages.push([directory, await readPackageFiles(fileSystem, directory)]);
  }
  return async (cause) => {
    for (const [directory, stood] of packages) await restorePackage(prepared, directory, stood);
    await changeLock(setup, ({ integrations: present, ...lock }) => {
      const others = Object.entries(present).filter(([key]) => !keys.includes(key));
      const own = Object.entries(pinned).filter(([key]) => keys.includes(key));
      return {
        ...lock,
        integrations: Object.fromEntries<LockedIntegration>([...others, ...own]),
      };
    });
    // First, so that the package manager takes what its lock file had, also for what the pattern depends on.
    await files.restore();
    try {
      await reinstall(prepared, before);
    } catch (error) {
      throw notReinstalled(prepared, cause, error);
    } finally {
      // It wrote the exact version where a range stood.
      await files.restore();
    }
  };
}

/** Files that were generated meanwhile go, and all that stood there come back; only what differs is written. */
async function restorePackage(
  { setup }: PreparedUpgrade,
  directory: string,
  before: readonly DiskFile[],
): Promise<void> {
  const present = new Map(
    (await readPackageFiles(setup.fileSystem, directory)).map(({ path, bytes }) => [path, bytes]),
  );
  const record = await readPackageRecord(setup.fileSystem, directory);
  const known = new Set(before.map(({ path }) => path));
  const generated = [...Object.keys(record.files), recordPath];
  for (const path of generated.filter((one) => !known.has(one))) {
    await rm(join(directory, path), { force: true });
  }
  for (const { path, bytes } of before) {
    const now = present.get(path);
    if (now !== undefined && Buffer.from(bytes).equals(now)) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
}

/** The old version, where anything else is installed now. The user's interruption does not stop it. */
async function reinstall(prepared: PreparedUpgrade, before: readonly string[]): Promise<void> {
  const { setup, installed } = prepared;
  const { projectDirectory: directory, environment, clock, fileSystem } = setup;
  const { patterns } = await discoverPatterns(directory);
  const present = patterns.find(({ installedAs }) => installedAs === installed.installedAs);
  const now = present ? contentsOf(await measurePattern(fileSystem, present)) : [];
  if (isDeepStrictEqual(now, before)) return;
  const { signal } = new AbortController();
  await changePackages(oldVersion(prepared), { directory, environment, clock, signal });
}

function contentsOf({ own, measuredBases }: MeasuredPattern): readonly string[] {
  return [own, ...measuredBases].map(({ content }) => content);
}

function oldVersion({ manager, installed }: PreparedUpgrade) {
  return addCommand(manager, [aliased(installed, installed.version)], { exact: true });
}

function notReinstalled(prepared: PreparedUpgrade, cause: unknown, error: unknown): AgentFlowError {
  const because = cause instanceof Error ? cause.message : String(cause);
  const { packageName, version } = prepared.installed;
  return new AgentFlowError(
    errorCodes.installationFailed,
    `The upgrade failed, and ${packageName} ${version} could not be installed again. It failed because: ${because}`,
    {
      help: `package.json and the lock files are as before: install what they say, or run ${commandText(oldVersion(prepared))}`,
      cause: error,
    },
  );
}
