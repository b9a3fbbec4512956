import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPackage } from "../builder/base-patterns.js";
import { systemFileSystem } from "../builder/file-system.js";
import { type MeasuredPattern, measurePattern } from "../builder/measured-pattern.js";
import type { PublishedVersion } from "../catalog/published-pattern.js";
import { semver } from "../catalog/semver.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { changePackages, type ChangePackagesOptions } from "../installation/change-packages.js";
import { addCommand, type PackageRequest } from "../installation/package-commands.js";
import type { PackageManager } from "../installation/package-manager.js";
import { isLinked } from "../lock/package-content.js";
import { recordedTarball } from "../lock/recorded-integrity.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { readPackageJson } from "../registry/package-json.js";
import { writeStagingSettings } from "./staging-settings.js";

/** Another version of a pattern, installed where nothing else is. */
export interface StagingProject {
  readonly directory: string;
  readonly measured: MeasuredPattern;
  /** Removes all of it. */
  remove(): Promise<void>;
}

/** What is staged, and how. */
export interface StagingRequest extends ChangePackagesOptions {
  readonly manager: PackageManager;
  /** What is installed now. */
  readonly installed: DiscoveredPattern;
  readonly target: PublishedVersion;
}

/**
 * Installs a version of a pattern with its dependencies into a folder of its own, with the project's package manager and
 * settings; of its dependencies those that the project has, where they fit. The package manager checks each tarball
 * against the registry's hash, and what it recorded has to be what the registry says here.
 * @throws AF_INSTALLATION_FAILED, and AF_INTEGRITY_MISMATCHED when two hashes of one version are told
 */
export async function createStagingProject(request: StagingRequest): Promise<StagingProject> {
  const { manager, installed, target } = request;
  const directory = await mkdtemp(join(tmpdir(), "agentflow-upgrade-"));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await writeStagingSettings(directory, { project: request.directory, manager });
    const packages = [
      aliased(installed, target.version),
      ...(await keptDependencies(installed, target)),
    ];
    await changePackages(addCommand(manager, packages, { exact: true }), { ...request, directory });
    const measured = await measureStaged(directory, request);
    return { directory, measured, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A version of a pattern, under the name that it is installed under. */
export function aliased(
  { packageName: name, installedAs }: DiscoveredPattern,
  version: string,
): PackageRequest {
  return { name, version, ...(installedAs !== name && { alias: installedAs }) };
}

async function measureStaged(
  directory: string,
  { installed, target }: StagingRequest,
): Promise<MeasuredPattern> {
  const { packageName, installedAs } = installed;
  const { version } = target;
  const { patterns, problems } = await discoverPatterns(directory);
  const staged = patterns.find(
    (pattern) =>
      pattern.installedAs === installedAs &&
      pattern.packageName === packageName &&
      pattern.version === version,
  );
  if (!staged) {
    const reasons = problems.map(({ message }) => ` ${message}`).join("");
    throw new AgentFlowError(
      errorCodes.installationFailed,
      `${packageName} ${version} was installed, and is no pattern that can be found.${reasons}`,
      { help: "Choose another version with --to.", diagnostics: problems },
    );
  }
  const { integrity: recorded } = recordedTarball(directory, { package: packageName, version });
  const announced = target.integrity?.split(/\s+/) ?? [];
  if (recorded !== null && announced.length > 0 && !announced.includes(recorded)) {
    throw new AgentFlowError(
      errorCodes.integrityMismatched,
      `${packageName} ${version} is not what the registry announces: expected ${announced.join(" or ")}, found ${recorded}.`,
      { help: "Try again; when it happens again, the registry alters packages: do not use it." },
    );
  }
  return measurePattern(systemFileSystem, staged);
}

/** Dependencies of the new version that are installed for the old one and fit: package managers leave them as they are. */
async function keptDependencies(
  { directory }: DiscoveredPattern,
  { dependencies, peerDependencies }: PublishedVersion,
): Promise<readonly PackageRequest[]> {
  const kept: PackageRequest[] = [];
  for (const [name, range] of Object.entries({ ...peerDependencies, ...dependencies })) {
    const folder = await findPackage(systemFileSystem, name, directory);
    // A working copy is not on the registry.
    if (folder === undefined || isLinked(folder)) continue;
    const version = (await readPackageJson(folder))?.version;
    if (version !== undefined && semver().satisfies(version, range)) kept.push({ name, version });
  }
  return kept;
}
