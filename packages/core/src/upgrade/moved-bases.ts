import type { BasePattern } from "../builder/base-patterns.js";
import type { LockFile } from "../lock/lock-file.js";
import type { UpgradedIntegration } from "./upgraded-integrations.js";

/** A pattern that another one extends, and that is installed in another version than is pinned. */
export interface MovedBase {
  readonly package: string;
  readonly pinned: string;
  readonly installed: string;
}

/**
 * The bases of a pattern that a package manager brought to other versions than integrations are pinned to: it moves what
 * a package depends on by itself.
 */
export function movedBases(
  { integrations: entries }: LockFile,
  integrations: readonly UpgradedIntegration[],
  bases: readonly BasePattern[],
): readonly MovedBase[] {
  const pins = integrations.flatMap(({ key }) =>
    Object.hasOwn(entries, key) ? (entries[key]?.extends ?? []) : [],
  );
  return bases.flatMap(({ package: name, version: installed }) => {
    const versions = new Set(pins.filter((pin) => pin.package === name).map((pin) => pin.version));
    return [...versions]
      .filter((pinned) => pinned !== installed)
      .map((pinned) => ({ package: name, pinned, installed }));
  });
}
