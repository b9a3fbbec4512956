import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { isLinked, packageContent } from "../lock/package-content.js";
import { type BasePattern, findBasePatterns } from "./base-patterns.js";
import type { FileSystem } from "./file-system.js";

/** An installed pattern or a base of one, and the hash of its files. */
export interface MeasuredPackage {
  readonly package: string;
  readonly version: string;
  readonly directory: string;
  /** The name that it is installed under. */
  readonly installedAs: string;
  readonly content: string;
  readonly linked: boolean;
}

/** An installed pattern with all that it loads from other patterns; nothing of it has been imported. */
export interface MeasuredPattern {
  readonly discovered: DiscoveredPattern;
  readonly own: MeasuredPackage;
  /** The patterns that it extends, the nearest first. */
  readonly bases: readonly BasePattern[];
  readonly measuredBases: readonly MeasuredPackage[];
}

/**
 * Reads every byte of a pattern and of those that it extends.
 * @throws AF_PATTERN_UNLOADABLE when one is missing or cannot be read
 */
export async function measurePattern(
  fileSystem: FileSystem,
  discovered: DiscoveredPattern,
): Promise<MeasuredPattern> {
  const { packageName, version, directory, installedAs } = discovered;
  const bases = await findBasePatterns(fileSystem, discovered);
  const measured: MeasuredPackage[] = [];
  for (const base of bases) measured.push(await measure({ ...base, installedAs: base.package }));
  return {
    discovered,
    own: await measure({ package: packageName, version, directory, installedAs }),
    bases,
    measuredBases: measured,
  };
}

async function measure(
  installed: Omit<MeasuredPackage, "content" | "linked">,
): Promise<MeasuredPackage> {
  const { package: name, version, directory, installedAs } = installed;
  const content = await packageContent(directory);
  return { package: name, version, directory, installedAs, content, linked: isLinked(directory) };
}
