import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isForMachine, type NpmPackage, packageFolder } from "#npm-package";
import { postgresPackage } from "#npm-postgres";
import { sampleSchemas } from "#sample-schemas";

interface Service {
  /** Debian's package that brings it. */
  readonly debianPackage?: string;
  /** The package of the npm registry that brings it, into a cache. */
  readonly npm?: NpmPackage;
  /** In that package: the file that is looked for. */
  readonly file?: string;
  /** Folders beside the path, the best first. */
  readonly folders?: () => readonly string[];
}

/** The servers that tests can ask for, by the name of their command, versions of PostgreSQL, and sample schemas. */
const services = {
  "graphile-worker": { npm: sampleSchemas["graphile-worker"], file: "sql/000001.sql" },
  "logto-schemas": { npm: sampleSchemas["logto-schemas"], file: "tables/users.sql" },
  // Off the path of users who are not root.
  mariadbd: { debianPackage: "mariadb-server", folders: () => ["/usr/sbin"] },
  postgres: { debianPackage: "postgresql", folders: debianPostgresFolders },
  "postgres-13": { npm: postgresPackage(13), file: "bin/postgres" },
  "postgres-14": { npm: postgresPackage(14), file: "bin/postgres" },
  "postgres-16": { npm: postgresPackage(16), file: "bin/postgres" },
  "postgres-17": { npm: postgresPackage(17), file: "bin/postgres" },
  "postgres-18": { npm: postgresPackage(18), file: "bin/postgres" },
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

/** The package of the npm registry that brings it; `undefined` for a server of Debian's. */
export function npmPackageOf(name: ServiceName): NpmPackage | undefined {
  const { npm }: Service = services[name];
  return npm;
}

/** The servers that this machine does not have. */
export function missingServices(
  environment: NodeJS.ProcessEnv = process.env,
): readonly ServiceName[] {
  return serviceNames.filter((name) => commandFile(name, environment) === undefined);
}

/** The server's program, or a file of the sample schema; `undefined` when neither the path nor a folder that is known has one. */
export function commandFile(
  name: ServiceName,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { folders, npm, file: sought = "" }: Service = services[name];
  if (npm !== undefined) {
    const path = join(packageFolder(npm, environment), sought);
    return existsSync(path) ? path : undefined;
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
  const npm = npmPackageOf(name);
  if (npm !== undefined) {
    const missing = `${npm.title} is not in ${packageFolder(npm)}. `;
    return isForMachine(npm)
      ? `${missing}npm run services fetches it from the npm registry.`
      : `${missing}The npm registry has it for ${npm.machine} only.`;
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
