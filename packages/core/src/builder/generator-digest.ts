import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { packageContent } from "../lock/package-content.js";
import { compareText } from "../template/compare-text.js";
import { ancestors, readPackageJson } from "../registry/package-json.js";
import { findPackage } from "./base-patterns.js";
import type { FileSystem } from "./file-system.js";
import type { MeasuredPackage } from "./measured-pattern.js";

/** Of core, which is no pattern and not pinned, what makes something of a document: no types and no source maps. */
const code = /\.(?:[cm]?js|json)$/;

/**
 * Digest of everything that decides what comes out of a document: the files of core and of patterns, byte by byte, and the
 * versions of what they depend on. Versions alone would not do: whoever develops a pattern changes its bytes.
 * @param core folder of the installed core
 * @param patterns with the hash of their files, as they were read to compare them with the lock file
 */
export async function generatorDigest(
  fileSystem: FileSystem,
  core: string,
  patterns: readonly Pick<MeasuredPackage, "directory" | "content">[],
): Promise<string> {
  const hash = createHash("sha256");
  const own = { directory: core, content: await packageContent(core, code) };
  const packages = [own, ...patterns];
  for (const { directory, content } of packages) {
    hash.update(`${content}\0`);
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
