import { manifestSchema } from "../contract/manifest.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { readPackageJson } from "../registry/package-json.js";
import type { FileSystem } from "./file-system.js";
import { findBasePatterns, findPackage } from "./base-patterns.js";

/** Where a pattern is installed, and what its manifest says. */
type InstalledPattern = Parameters<typeof findBasePatterns>[1];

/**
 * Folders of the packages that packages of a pattern import, by name: what its manifest lists, and those of the patterns
 * that it extends, each as it is installed for the pattern that lists it. A model or a document has no part in it. What
 * is an optional peer of its pattern may be missing: only some of what it generates imports it.
 * @throws AF_PATTERN_UNLOADABLE when another one is not installed
 */
export async function findOutputPackages(
  fileSystem: FileSystem,
  pattern: InstalledPattern,
): Promise<Readonly<Record<string, string>>> {
  const bases = await findBasePatterns(fileSystem, pattern);
  const found = new Map<string, string>();
  const own = { package: pattern.packageName, ...pattern, packages: pattern.manifest.packages };
  for (const { package: from, directory, packages } of [own, ...bases]) {
    for (const name of packages) {
      if (found.has(name)) continue;
      const folder = await findPackage(fileSystem, name, directory);
      if (folder !== undefined) found.set(name, folder);
      else if (!(await isOptionalPeer(name, directory))) throw missing(from, name);
    }
  }
  return Object.fromEntries(found);
}

/**
 * The same for a pattern that is known by its name only; nothing when it is not installed, because a package outlives
 * the pattern that made it.
 */
export async function findOutputPackagesOf(
  fileSystem: FileSystem,
  packageName: string,
  projectDirectory: string,
): Promise<Readonly<Record<string, string>>> {
  const directory = await findPackage(fileSystem, packageName, projectDirectory);
  const json = directory === undefined ? undefined : await readPackageJson(directory);
  const manifest = manifestSchema.safeParse(json?.agentflow).data;
  if (directory === undefined || !manifest) return {};
  return findOutputPackages(fileSystem, { packageName, directory, manifest });
}

async function isOptionalPeer(name: string, directory: string): Promise<boolean> {
  const peers = (await readPackageJson(directory))?.peerDependenciesMeta ?? {};
  const peer = Object.hasOwn(peers, name) ? peers[name] : undefined;
  return typeof peer === "object" && peer !== null && "optional" in peer && peer.optional === true;
}

function missing(pattern: string, name: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.patternUnloadable,
    `What ${pattern} generates imports ${name}, which is not installed for it.`,
    { help: `Install ${pattern} again, or report it to its author.` },
  );
}
