import { semver } from "../catalog/semver.js";
import type { PackageJson } from "../registry/package-json.js";

/** How a project's package.json names a package. */
export interface ProjectDependency {
  /** The field that it stands in. */
  readonly field: "dependencies" | "devDependencies" | "optionalDependencies";
  /** The range that it asks for; undefined when it is none, such as a tag, a folder or an address. */
  readonly range: string | undefined;
  /** Whether it asks for one version only. */
  readonly exact: boolean;
}

const fields = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/** How a project asks for a package; undefined when it does not. */
export function projectDependency(
  json: PackageJson | undefined,
  installedAs: string,
): ProjectDependency | undefined {
  for (const field of fields) {
    const said = json?.[field]?.[installedAs];
    if (typeof said !== "string") continue;
    const text = said.replace(/^npm:.+@/, "");
    const range = semver().validRange(text) === null ? undefined : text;
    return { field, range, exact: semver().valid(text) !== null };
  }
  return undefined;
}
