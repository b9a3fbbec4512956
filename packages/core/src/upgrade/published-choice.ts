import prerelease from "semver/functions/prerelease.js";
import satisfies from "semver/functions/satisfies.js";
import type { PublishedPattern, PublishedVersion } from "../catalog/published-pattern.js";

/** The newest version in a range that can be used here; undefined when there is none. */
export function newestInRange(
  published: PublishedPattern,
  range: string,
): PublishedVersion | undefined {
  return usable(published).find(({ version }) => satisfies(version, range));
}

/**
 * The version tagged `latest` when it can be used here, and else the newest release that can; undefined when there is
 * none.
 */
export function latestUsable(published: PublishedPattern): PublishedVersion | undefined {
  const versions = usable(published);
  return (
    versions.find(({ version }) => version === published.tags["latest"]) ??
    versions.find(({ version }) => prerelease(version) === null)
  );
}

/** Patterns made for this contract; deprecated ones only where there is nothing else. */
function usable({ versions }: PublishedPattern): readonly PublishedVersion[] {
  const fitting = versions.filter(({ manifest, problems }) => manifest && problems.length === 0);
  const current = fitting.filter(({ deprecated }) => deprecated === undefined);
  return current.length > 0 ? current : fitting;
}
