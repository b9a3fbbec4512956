import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

interface Service {
  readonly debianPackage: string;
  /** Folders beside the path, the best first. */
  readonly folders?: () => readonly string[];
}

/** The servers that tests can ask for, by the name of their command. */
const services = {
  // Off the path of users who are not root.
  mariadbd: { debianPackage: "mariadb-server", folders: () => ["/usr/sbin"] },
  postgres: { debianPackage: "postgresql", folders: debianPostgresFolders },
  prometheus: { debianPackage: "prometheus" },
  "redis-server": { debianPackage: "redis-server" },
} as const satisfies Record<string, Service>;

/** Command of a server that tests can ask for. */
export type ServiceName = keyof typeof services;

/** The names of all of them, sorted. */
const serviceNames = Object.keys(services).toSorted() as readonly ServiceName[]; // its own keys

/** Debian's package that brings a server. */
export function debianPackageOf(name: ServiceName): string {
  return services[name].debianPackage;
}

/** The servers that this machine does not have. */
export function missingServices(
  environment: NodeJS.ProcessEnv = process.env,
): readonly ServiceName[] {
  return serviceNames.filter((name) => commandFile(name, environment) === undefined);
}

/** The server's program; `undefined` when neither the path nor a folder that is known has one. */
export function commandFile(
  name: ServiceName,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { folders }: Service = services[name];
  return [...(environment["PATH"] ?? "").split(delimiter), ...(folders?.() ?? [])]
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => isExecutable(file));
}

/** Debian keeps the servers of each version in a folder of their own, off the path. */
function debianPostgresFolders(root = "/usr/lib/postgresql"): readonly string[] {
  try {
    const versions = readdirSync(root).toSorted((one, other) => Number(other) - Number(one));
    return versions.map((version) => join(root, version, "bin"));
  } catch {
    return [];
  }
}

/** What a person has to do to get a missing server. */
export function missingMessage(name: ServiceName): string {
  const debianPackage = debianPackageOf(name);
  return (
    `The server ${name} is not on the path. On Debian it is in the package ${debianPackage}: ` +
    `npm run services, or apt-get install --no-install-recommends ${debianPackage}.`
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
