import type { FileDrift } from "../builder/drift-report.js";
import type { BuildReport } from "../builder/build-report.js";

/** What another version of a pattern would make of one integration. */
export interface IntegrationPreview {
  /** The service as the user wrote it. */
  readonly name: string;
  /** Absolute path of the package. */
  readonly directory: string;
  /** The version that made it as it stands. */
  readonly version: string;
  /** Files that would be made otherwise, sorted by path. */
  readonly files: readonly FileDrift[];
  /** Generated files that somebody has edited: they are made anew, and a copy of each is kept. */
  readonly edited: readonly string[];
}

/** What an upgrade would change; `pattern upgrade --dry-run --json` prints exactly this, with `applied` false. */
export interface UpgradePreview {
  readonly package: string;
  /** The name that it is installed under. */
  readonly installedAs: string;
  /** The installed version. */
  readonly from: string;
  readonly to: string;
  /** Why its author wants nobody to use that version. */
  readonly deprecated?: string;
  /** Patterns that it extends, with the version that is installed for it now (`null`: none) and with the new one. */
  readonly bases: readonly {
    readonly package: string;
    readonly from: string | null;
    readonly to: string;
  }[];
  /** Sorted by directory. */
  readonly integrations: readonly IntegrationPreview[];
  /** Folders of integrations that are pinned to it and are gone; nothing is done about them. */
  readonly missing: readonly string[];
  /** Folders of integrations that it made outside the project, which are not pinned; nothing is done about them either. */
  readonly outside: readonly string[];
}

/** What an upgrade came to. */
export interface UpgradeReport extends UpgradePreview {
  /** Whether it was done. */
  readonly applied: boolean;
  /** Absolute paths of the copies of edited files. */
  readonly kept: readonly string[];
  /** The integrations as they were made anew. */
  readonly rebuilt: readonly BuildReport[];
}
