import type { Manifest } from "../contract/manifest.js";
import type { InstallationSource } from "./installation-source.js";

/** A pattern that is installed, as its package.json describes it. Nothing of it has been imported. */
export interface DiscoveredPattern {
  /** By its own package.json. */
  readonly packageName: string;
  /** Under what name the project depends on it: an alias, or `packageName`. */
  readonly installedAs: string;
  readonly source: InstallationSource;
  readonly version: string;
  /** Absolute path of the package. */
  readonly directory: string;
  readonly manifest: Manifest;
}
