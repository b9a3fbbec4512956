import type { PublishedPattern, PublishedVersion } from "./published-pattern.js";
import { semver } from "./semver.js";

/**
 * The versions of a package that somebody could mean, newest first: up to the one tagged `latest` where that is among
 * them, as npm does.
 * @param range an exact version, a range or a tag. Default: any release, or `latest` of a package that has only previews
 */
export function wantedVersions(
  { versions, tags }: PublishedPattern,
  range: string | undefined,
): readonly PublishedVersion[] {
  // A tag cannot have the form of a range, whatever a registry says.
  if (range !== undefined && semver().validRange(range) === null) {
    const tagged = Object.hasOwn(tags, range) ? tags[range] : undefined;
    return versions.filter(({ version }) => version === tagged);
  }
  const inRange = versions.filter(({ version }) =>
    range === undefined
      ? semver().prerelease(version) === null
      : semver().satisfies(version, range),
  );
  const { latest } = tags;
  // What is newer than `latest` its author does not want everybody to have yet.
  const released =
    latest !== undefined && inRange.some(({ version }) => version === latest)
      ? inRange.filter(({ version }) => semver().lte(version, latest))
      : inRange;
  return released.length === 0 && range === undefined
    ? versions.filter(({ version }) => version === latest)
    : released;
}
