import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import type { ReleasablePackage } from "./releasable-package.ts";

/** Lines of `git status` that are shown. */
const shownChanges = 5;

/**
 * Why a release must not start.
 * @param changes what is not committed
 * @param provenance whether the packages are to say where they were built
 */
export function releaseProblems(
  packages: readonly ReleasablePackage[],
  changes: readonly string[],
  provenance: boolean,
): readonly Problem[] {
  const uncommitted = changes.slice(0, shownChanges).map((line) => ({
    file: line.slice(3),
    message: "is not committed: what is published must be what its tag holds",
  }));
  const missing = packages
    .filter(({ state }) => state === "absent")
    .flatMap((entry) => [...changelogProblems(entry), ...repositoryProblems(entry, provenance)]);
  return [...uncommitted, ...missing];
}

function changelogProblems({ directory, folder, version }: ReleasablePackage): readonly Problem[] {
  const file = join(directory, "CHANGELOG.md");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  if (lines.includes(`## ${version}`)) return [];
  const message = `says nothing about ${version}: npm run version-packages writes it from the changesets`;
  return [{ file: `${folder}/CHANGELOG.md`, message }];
}

/** The registry takes a provenance statement only for the repository that the package itself names. */
function repositoryProblems(
  { folder, json }: ReleasablePackage,
  provenance: boolean,
): readonly Problem[] {
  if (!provenance || json.repository !== undefined) return [];
  const message = 'has no "repository", without which the registry refuses its provenance';
  return [{ file: `${folder}/package.json`, message }];
}
