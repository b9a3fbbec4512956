import { debianPackageOf, missingMessage, type ServiceName } from "#services";

/** What decides how servers are installed. */
export interface Machine {
  readonly missing: readonly ServiceName[];
  readonly debian: boolean;
  readonly root: boolean;
}

/** Commands that bring the missing servers, or why there are none for this machine. */
export interface Installation {
  readonly commands: readonly (readonly string[])[];
  /** For the person at the keyboard; empty when the commands do it all. */
  readonly problems: readonly string[];
}

/** Debian's packages are installed by Debian's own command, which only root may run; nothing else is touched. */
export function planInstallation({ missing, debian, root }: Machine): Installation {
  if (missing.length === 0) return { commands: [], problems: [] };
  if (!debian || !root) return { commands: [], problems: missing.map(missingMessage) };
  const packages = missing.map(debianPackageOf);
  return {
    commands: [
      ["apt-get", "update", "-q"],
      ["apt-get", "install", "-y", "-q", "--no-install-recommends", ...packages],
    ],
    problems: [],
  };
}
