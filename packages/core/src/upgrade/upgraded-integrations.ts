import { resolve } from "node:path";
import type { Builder, Integration } from "../builder/builder.js";
import { integrationKey } from "../lock/integration-key.js";
import type { LockedIntegration, LockFile } from "../lock/lock-file.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";

/** An integration that a pattern makes. */
export interface UpgradedIntegration {
  /** Its key in the lock file; undefined: its folder lies outside the project. */
  readonly key: string | undefined;
  readonly directory: string;
  /** The version that it is pinned to, or else that made it. */
  readonly version: string;
  readonly missing: boolean;
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
): Promise<readonly UpgradedIntegration[]> {
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
  return (await builder.list()).flatMap((integration) => {
    const { directory, state } = integration;
    const key = integrationKey(resolve(projectDirectory), directory);
    const pinned =
      key !== undefined && Object.hasOwn(lock.integrations, key)
        ? lock.integrations[key]
        : undefined;
    const made = pinned?.pattern.version ?? integration.pattern?.version;
    if (made === undefined || !isMine(integration, pinned)) return [];
    return [{ key, directory, version: made, missing: state === "missing" }];
  });
}
