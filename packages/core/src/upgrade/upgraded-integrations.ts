import { resolve } from "node:path";
import type { Builder, Integration } from "../builder/builder.js";
import { integrationKey } from "../lock/integration-key.js";
import type { LockedIntegration, LockFile } from "../lock/lock-file.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";

/** An integration that a pattern makes. */
export interface UpgradedIntegration {
  /** Its key in the lock file. */
  readonly key: string;
  readonly directory: string;
  /** The version that it is pinned to, or else that made it. */
  readonly version: string;
}

/** The integrations that a pattern makes. */
export interface UpgradedIntegrations {
  readonly standing: readonly UpgradedIntegration[];
  /** Those whose folder is gone. */
  readonly missing: readonly UpgradedIntegration[];
  /** Folders outside the project. What came with a cloned repository may have named them, so nothing is written there. */
  readonly outside: readonly string[];
}

/**
 * The integrations that an installed pattern makes: those that are pinned to it by the name that it is installed under,
 * and of those that are not pinned the ones that its version made, or any where it is installed once.
 */
export async function integrationsOf(
  builder: Builder,
  { lock, projectDirectory }: { readonly lock: LockFile; readonly projectDirectory: string },
  pattern: DiscoveredPattern,
  patterns: readonly DiscoveredPattern[],
): Promise<UpgradedIntegrations> {
  const { packageName, installedAs, version } = pattern;
  const others = patterns.filter((other) => other !== pattern && other.packageName === packageName);
  const isMine = (integration: Integration, pinned: LockedIntegration | undefined): boolean => {
    if (pinned) {
      const { package: name, installedAs: alias = name, version: pinnedVersion } = pinned.pattern;
      if (name !== packageName) return false;
      if (alias === installedAs) return true;
      // Its alias is gone: whoever has its version makes it.
      return !others.some((other) => other.installedAs === alias) && pinnedVersion === version;
    }
    const made = integration.pattern;
    return made?.package === packageName && (others.length === 0 || made.version === version);
  };
  const standing: UpgradedIntegration[] = [];
  const missing: UpgradedIntegration[] = [];
  const outside: string[] = [];
  for (const integration of await builder.list()) {
    const { directory, state } = integration;
    const key = integrationKey(resolve(projectDirectory), directory);
    const pinned = key === undefined ? undefined : pinnedOf(lock, key);
    const made = pinned?.pattern.version ?? integration.pattern?.version;
    if (made === undefined || !isMine(integration, pinned)) continue;
    if (key === undefined) outside.push(directory);
    else (state === "missing" ? missing : standing).push({ key, directory, version: made });
  }
  return { standing, missing, outside };
}

function pinnedOf({ integrations }: LockFile, key: string): LockedIntegration | undefined {
  return Object.hasOwn(integrations, key) ? integrations[key] : undefined;
}
