import type { Manifest } from "../contract/manifest.js";

/** A pattern that is installed, as its package.json describes it. Nothing of it has been imported. */
export interface DiscoveredPattern {
  /** The package's own name. */
  readonly packageName: string;
  /** The name that the project depends on it by: an alias, or the package's own. */
  readonly installedAs: string;
  readonly version: string;
  /** Absolute path of the package. */
  readonly directory: string;
  readonly manifest: Manifest;
}
