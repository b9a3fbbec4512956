import type { BuildProgressListener } from "../builder/build-progress.js";
import type { Builder, BuilderOptions } from "../builder/builder.js";
import { builderSetup, type BuilderSetup } from "../builder/builder-setup.js";
import { createBuilder } from "../builder/create-builder.js";
import { measurePattern } from "../builder/measured-pattern.js";
import { readLock } from "../builder/pinning.js";
import { defaultConfigDirectory } from "../catalog/config-directory.js";
import type { PublishedVersion } from "../catalog/published-pattern.js";
import { readPublishedPattern } from "../catalog/read-published-pattern.js";
import { releaseAge } from "../catalog/release-age.js";
import { readTrustSettings } from "../catalog/trust-settings.js";
import type { CatalogOptions } from "../catalog/with-registry.js";
import { afterAbort } from "../errors/interruption.js";
import { findPackageManager } from "../installation/find-package-manager.js";
import type { PackageManager } from "../installation/package-manager.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { applyUpgrade } from "./apply-upgrade.js";
import { createStagingProject, type StagingProject } from "./staging-project.js";
import type { UpgradePreview, UpgradeReport } from "./upgrade-report.js";
import { checkTarget, installedPattern, targetVersion } from "./upgrade-target.js";
import {
  integrationsOf,
  type UpgradedIntegration,
  type UpgradedIntegrations,
} from "./upgraded-integrations.js";

/** Which pattern is to be brought to which version, and who is asked. */
export interface UpgradeRequest {
  readonly builder: BuilderOptions;
  /** The name that it is installed under, its package's, or its id. */
  readonly name: string;
  /** Exact. Default: the latest that can be used here. */
  readonly to?: string;
  /** Hours for which a version that is not named must have been published. Default: the settings', else 24. */
  readonly minimumAge?: number;
  /** Go back to an older version too, and to what somebody else published. Default: false. */
  readonly accept?: boolean;
  /** What a relative address of a document starts at. Default: the working directory. */
  readonly documentDirectory?: string;
  /** Says whether it is to be done. */
  readonly confirm: (preview: UpgradePreview) => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** What is being done, as a sentence without its end. */
  readonly onStep?: (step: string) => void;
  readonly onProgress?: BuildProgressListener;
  /** Makes the network. Default: undici. */
  readonly network?: CatalogOptions["network"];
}

/** An upgrade whose two versions are known and staged. */
export interface PreparedUpgrade {
  readonly request: UpgradeRequest;
  readonly setup: BuilderSetup;
  readonly builder: Builder;
  readonly signal: AbortSignal;
  readonly manager: PackageManager;
  readonly installed: DiscoveredPattern;
  readonly target: PublishedVersion;
  readonly staged: StagingProject;
  readonly integrations: readonly UpgradedIntegration[];
}

/**
 * Brings an installed pattern to another version, and every integration that it makes with it. The new version is first
 * installed elsewhere, and makes every integration in memory: what would change is told, and then asked. When anything
 * fails afterwards, package.json, the package, the lock file and the integrations are put back as they were.
 * @throws AF_PATTERN_UNKNOWN, AF_PATTERN_TIED, AF_UPGRADE_REFUSED, AF_PACKAGE_NOT_FOUND, AF_CONTRACT_UNSUPPORTED,
 * AF_INSTALLATION_FAILED, AF_INTEGRITY_MISMATCHED, what building throws, and AF_INTERRUPTED when `signal` aborts
 */
export async function upgradePattern(request: UpgradeRequest): Promise<UpgradeReport> {
  const { signal = new AbortController().signal } = request;
  try {
    return await upgrade(request, signal);
  } catch (error) {
    throw afterAbort(error, signal);
  }
}

async function upgrade(request: UpgradeRequest, signal: AbortSignal): Promise<UpgradeReport> {
  const { onStep = () => undefined, accept = false } = request;
  const setup = builderSetup(request.builder);
  const { projectDirectory, environment, fileSystem, clock } = setup;
  const { patterns } = await discoverPatterns(projectDirectory);
  const installed = installedPattern(patterns, request.name);
  const { packageName, version } = installed;
  onStep(`Asking the registry for ${packageName}`);
  const asking = { directory: projectDirectory, environment, signal, network: request.network };
  const published = await readPublishedPattern(packageName, asking);
  const settings = await readTrustSettings(projectDirectory, defaultConfigDirectory(environment));
  const age = releaseAge(settings, request.minimumAge, clock.wallTime());
  const target = targetVersion(published, request.to, { installed: version, settings, age });
  const builder = createBuilder(request.builder);
  const lock = await readLock(fileSystem, projectDirectory);
  const all = await integrationsOf(builder, { lock, projectDirectory }, installed, patterns);
  const pinned = [...all.standing, ...all.missing];
  const present = [version, ...pinned.map((integration) => integration.version)];
  if (present.every((one) => one === target.version)) return nothingToDo(installed);
  if (!accept) checkTarget(published, present, target);
  const manager = await findPackageManager(projectDirectory);
  onStep(`Installing ${packageName} ${target.version} aside, with ${manager.name}`);
  const running = { directory: projectDirectory, environment, signal, clock };
  const staged = await createStagingProject({ ...running, manager, installed, target });
  try {
    const prepared = {
      request,
      setup,
      builder,
      signal,
      manager,
      installed,
      target,
      staged,
      integrations: all.standing,
    };
    const preview = await previewUpgrade(prepared, all);
    if (!(await request.confirm(preview))) {
      return { ...preview, applied: false, kept: [], rebuilt: [] };
    }
    signal.throwIfAborted();
    return await applyUpgrade(prepared, preview);
  } finally {
    await staged.remove();
  }
}

function nothingToDo({ packageName, installedAs, version }: DiscoveredPattern): UpgradeReport {
  const versions = { from: version, to: version, bases: [] };
  const nothing = { integrations: [], missing: [], outside: [] };
  const done = { applied: false, kept: [], rebuilt: [] };
  return { package: packageName, installedAs, ...versions, ...nothing, ...done };
}

async function previewUpgrade(
  { request, setup, builder, signal, installed, target, staged, integrations }: PreparedUpgrade,
  { missing, outside }: UpgradedIntegrations,
): Promise<UpgradePreview> {
  const { onStep = () => undefined, onProgress, documentDirectory } = request;
  const before = await measurePattern(setup.fileSystem, installed);
  const previews = [];
  for (const { key, directory, version } of integrations) {
    onStep(`Comparing what ${target.version} makes of ${key}`);
    const report = await builder.diff(directory, {
      patternProject: staged.directory,
      signal,
      ...(documentDirectory !== undefined && { documentDirectory }),
      ...(onProgress && { onProgress }),
    });
    const { name, files, changes } = report;
    previews.push({ name, directory, version, files, edited: changes.edited });
  }
  return {
    package: installed.packageName,
    installedAs: installed.installedAs,
    from: installed.version,
    to: target.version,
    ...(target.deprecated !== undefined && { deprecated: target.deprecated }),
    bases: staged.measured.measuredBases.map((base) => ({
      package: base.package,
      from: before.measuredBases.find((old) => old.package === base.package)?.version ?? null,
      to: base.version,
    })),
    integrations: previews,
    missing: missing.map(({ directory }) => directory),
    outside,
  };
}
