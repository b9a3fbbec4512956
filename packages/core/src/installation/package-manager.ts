/** The package managers whose commands are known. `yarn` is Yarn 2 or later, `yarn-classic` Yarn 1. */
export type PackageManagerName = "bun" | "npm" | "pnpm" | "yarn" | "yarn-classic";

/** The package manager of a project, and how that is known. */
export interface PackageManager {
  readonly name: PackageManagerName;
  /** The command that runs it, as `PATH` knows it. */
  readonly program: string;
  /**
   * Absolute path of what tells it: a lockfile, or the package.json with a `packageManager` field. Left out: nothing
   * does, and npm is what comes with Node.
   */
  readonly evidence?: string;
}
