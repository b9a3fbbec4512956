import { chooseVersion } from "../catalog/choose-version.js";
import type { PublishedPattern } from "../catalog/published-pattern.js";
import { readPublishedPattern } from "../catalog/read-published-pattern.js";
import type { CatalogOptions } from "../catalog/with-registry.js";
import { semver } from "../catalog/semver.js";
import { type Diagnostic, diagnosticOf } from "../errors/diagnostic.js";
import { isAgentFlowError } from "../errors/error.js";
import { systemFileSystem } from "../builder/file-system.js";
import { readLock } from "../builder/pinning.js";
import type { LockFile } from "../lock/lock-file.js";
import { isLinked } from "../lock/package-content.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { readPackageJson } from "../registry/package-json.js";
import { compareText } from "../template/compare-text.js";
import { projectDependency } from "./project-dependency.js";

/** How a pattern that a project has installed or pinned compares with what is published. */
export interface OutdatedPattern {
  readonly package: string;
  /** The name that it is, or was, installed under. */
  readonly installedAs: string;
  /** `null`: it is not installed. */
  readonly installed: string | null;
  /** A working copy that is linked to; the registry is not asked about it. */
  readonly linked: boolean;
  /** What is pinned for each integration that it makes, by the integration's key. */
  readonly pinned: Readonly<Record<string, string>>;
  /** The newest version that package.json allows and that can be used here; `null`: there is none, or nobody was asked. */
  readonly wanted: string | null;
  /** The latest version that can be used here; `null`: there is none, or nobody was asked. */
  readonly latest: string | null;
  /** Whether a newer version than the installed one can be used, or another one is pinned than is installed. */
  readonly outdated: boolean;
  /** Why the registry's answer is missing. */
  readonly problem?: Diagnostic;
}

/** Where the patterns are and whom to ask; `directory` is the project's. */
export type OutdatedOptions = CatalogOptions;

/**
 * Compares every pattern that a project has installed or pinned with what the registry publishes. Nothing is installed,
 * imported or written. Sorted by package, then by the name that it is installed under.
 * @throws AF_LOCK_INVALID
 */
export async function outdatedPatterns(
  options: OutdatedOptions,
): Promise<readonly OutdatedPattern[]> {
  const { directory } = options;
  const lock = await readLock(systemFileSystem, directory);
  const { patterns } = await discoverPatterns(directory);
  const json = await readPackageJson(directory);
  const rows = rowsOf(patterns, lock).map(async (row): Promise<OutdatedPattern> => {
    if (row.linked) return { ...row, wanted: null, latest: null, outdated: isStale(row) };
    const published = await publishedOf(row.package, options);
    if ("problem" in published) {
      return { ...row, wanted: null, latest: null, outdated: isStale(row), ...published };
    }
    const range = projectDependency(json, row.installedAs)?.range;
    const latest = newest(published, undefined);
    const wanted = newest(published, range);
    return {
      ...row,
      wanted,
      latest,
      outdated: isStale(row) || isNewer(latest, row.installed) || isNewer(wanted, row.installed),
    };
  });
  return Promise.all(rows);
}

type Row = Pick<OutdatedPattern, "package" | "installedAs" | "installed" | "linked" | "pinned">;

function rowsOf(patterns: readonly DiscoveredPattern[], { integrations }: LockFile): Row[] {
  const rows = patterns.map(
    ({
      packageName,
      installedAs,
      version,
      directory,
    }): Row & { pinned: Record<string, string> } => ({
      package: packageName,
      installedAs,
      installed: version,
      linked: isLinked(directory),
      pinned: {},
    }),
  );
  for (const [key, { pattern }] of Object.entries(integrations)) {
    const same = rows.filter((row) => row.package === pattern.package);
    const name = pattern.installedAs ?? pattern.package;
    const row =
      same.find(({ installed }) => installed === pattern.version) ??
      same.find(({ installedAs }) => installedAs === name) ??
      same[0];
    if (row) row.pinned[key] = pattern.version;
    else {
      rows.push({
        package: pattern.package,
        installedAs: name,
        installed: null,
        linked: false,
        pinned: { [key]: pattern.version },
      });
    }
  }
  return rows.toSorted(
    (left, right) =>
      compareText(left.package, right.package) || compareText(left.installedAs, right.installedAs),
  );
}

/** Whether something else is pinned than is installed. */
function isStale({ installed, pinned }: Row): boolean {
  return Object.values(pinned).some((version) => version !== installed);
}

/** The newest that can be used here, however new; `null`: there is none. */
function newest(published: PublishedPattern, range: string | undefined): string | null {
  try {
    return chooseVersion(published, range, { minimum: 0, now: 0 }).version.version;
  } catch {
    // It reads nothing: its failures are its verdict that no version can be used.
    return null;
  }
}

function isNewer(version: string | null, installed: string | null): boolean {
  if (version === null || installed === null) return false;
  return semver().valid(installed) !== null && semver().gt(version, installed);
}

async function publishedOf(
  name: string,
  options: OutdatedOptions,
): Promise<PublishedPattern | { readonly problem: Diagnostic }> {
  try {
    return await readPublishedPattern(name, options);
  } catch (error) {
    options.signal.throwIfAborted();
    // One that cannot be asked about, such as a private one, does not hide what is known of the others.
    if (isAgentFlowError(error)) return { problem: diagnosticOf(error, "error") };
    throw error;
  }
}
