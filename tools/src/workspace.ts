import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the repository. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The fields of a package.json that the tools read. */
interface PackageJson {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly repository?: unknown;
  readonly type?: string;
  readonly files?: readonly string[];
  readonly keywords?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly nx?: { readonly targets?: Readonly<Record<string, unknown>> };
  readonly tsup?: { readonly entry?: readonly string[] };
  /** The pattern's manifest; its meaning is checked by core's registry. */
  readonly agentflow?: {
    readonly id: string;
    readonly input?: string;
    readonly services?: readonly string[];
    readonly recognizes?: Readonly<Record<string, readonly string[]>>;
    readonly extends?: string;
    readonly packages?: readonly string[];
  };
}

/** A package under `packages/`. */
export interface WorkspacePackage {
  /** Relative to the repository, with forward slashes: `packages/core`. */
  readonly folder: string;
  readonly directory: string;
  readonly json: PackageJson;
}

/** The packages under `packages/`, sorted by folder. */
export function workspacePackages(root: string): readonly WorkspacePackage[] {
  const folders = readdirSync(join(root, "packages")).toSorted();
  return folders
    .map((name) => ({ folder: `packages/${name}`, directory: join(root, "packages", name) }))
    .filter(({ directory }) => existsSync(join(directory, "package.json")))
    .map((place) => ({ ...place, json: readPackageJson(place.directory) }));
}

/** @throws when the folder has no readable package.json */
function readPackageJson(directory: string): PackageJson {
  // The repository's own file: check-packages reports what has the wrong shape.
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as PackageJson;
}
