import type { LockDifference } from "../lock/lock-difference.js";

/** What a build means for the lock file. */
export interface LockOutcome {
  /**
   * `added`: nothing was pinned for this integration; `changed`: something else was; `unchanged`: the same was;
   * `outside`: the package lies outside the project, and is not pinned. A dry run tells what would be, and writes nothing.
   */
  readonly state: "added" | "changed" | "unchanged" | "outside";
  /** How the integration differs from what was pinned; empty but for `changed`. */
  readonly differences: readonly LockDifference[];
  /** Installed packages whose tarball's hash nobody told: `name@version`. What is linked has no tarball. */
  readonly unverified: readonly string[];
}
