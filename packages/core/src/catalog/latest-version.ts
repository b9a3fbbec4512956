import type { PublishedPattern, PublishedVersion } from "./published-pattern.js";

/** The version tagged `latest`, or the newest where there is no such tag; undefined of a package without versions. */
export function latestVersion({ tags, versions }: PublishedPattern): PublishedVersion | undefined {
  return versions.find(({ version }) => version === tags["latest"]) ?? versions[0];
}
