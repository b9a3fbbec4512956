import { createRequire } from "node:module";
import type Semver from "semver";

let loaded: typeof Semver | undefined;

/** npm's rules for versions and ranges. Loaded when first used: it takes 10 ms, and most commands compare no versions. */
export function semver(): typeof Semver {
  // What the package exports by its own types.
  loaded ??= createRequire(import.meta.url)("semver") as typeof Semver;
  return loaded;
}
