import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { compareText } from "../template/compare-text.js";
import { ancestors, readPackageJson } from "../registry/package-json.js";
import { findPackage } from "./base-patterns.js";
import type { FileSystem } from "./file-system.js";

/** Text of the packages that makes something of a document; source maps and types make nothing. */
const shipped = /\.(?:[cm]?js|eta|ts|json|md)$/;
const notShipped = /\.d\.[cm]?ts$|\.test\.\w+$/;

/**
 * Digest of everything that decides what comes out of a document: the code and the templates of packages, byte by byte,
 * and the versions of what they depend on. Versions alone would not do: whoever develops a pattern changes its bytes.
 * @param directories packages, as they are installed
 */
export async function generatorDigest(
  fileSystem: FileSystem,
  directories: readonly string[],
): Promise<string> {
  const hash = createHash("sha256");
  for (const directory of directories) {
    for (const folder of ["dist", "templates"]) {
      for (const path of await filesIn(fileSystem, join(directory, folder))) {
        hash.update(`${path.slice(directory.length)}\0`).update(await fileSystem.readFile(path));
      }
    }
    const { dependencies = {} } = (await readPackageJson(directory)) ?? {};
    for (const name of Object.keys(dependencies).toSorted(compareText)) {
      const installed = await findPackage(fileSystem, name, directory);
      const found = installed === undefined ? undefined : await readPackageJson(installed);
      hash.update(`${name}@${found?.version ?? "none"}\0`);
    }
  }
  return `sha256-${hash.digest("hex")}`;
}

/** Version of the package that a program belongs to, for programs whose bytes are too many to read. */
export async function programVersion(program: string): Promise<string> {
  for (const folder of ancestors(dirname(program))) {
    const found = await readPackageJson(folder);
    if (found?.version !== undefined) return `${found.name ?? ""}@${found.version}`;
  }
  return "none";
}

async function filesIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  if (!(await fileSystem.status(folder))) return [];
  const paths: string[] = [];
  for (const { name, kind } of await fileSystem.readFolder(folder)) {
    const path = join(folder, name);
    if (kind === "directory") paths.push(...(await filesIn(fileSystem, path)));
    else if (kind === "file" && shipped.test(name) && !notShipped.test(name)) paths.push(path);
  }
  return paths.toSorted(compareText);
}
