import { join } from "node:path";
import { manifestSchema } from "../contract/manifest.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { ancestors, readPackageJson } from "../registry/package-json.js";
import type { FileSystem } from "./file-system.js";

/** A general pattern that another one extends, as it is installed for that one. */
export interface BasePattern {
  readonly package: string;
  readonly version: string;
  readonly directory: string;
  /** What packages of it import, by its manifest. */
  readonly packages: readonly string[];
}

/**
 * The patterns that a pattern extends, the nearest first. Nothing is imported.
 * @throws AF_PATTERN_UNLOADABLE when one of them is not installed, or they extend each other
 */
export async function findBasePatterns(
  fileSystem: FileSystem,
  pattern: Pick<DiscoveredPattern, "packageName" | "directory" | "manifest">,
): Promise<readonly BasePattern[]> {
  const bases: BasePattern[] = [];
  let from: Pick<BasePattern, "package" | "directory"> = {
    package: pattern.packageName,
    directory: pattern.directory,
  };
  let name = pattern.manifest.extends;
  while (name !== undefined) {
    const directory = await findPackage(fileSystem, name, from.directory);
    const json = directory === undefined ? undefined : await readPackageJson(directory);
    if (directory === undefined || !json) throw unloadable(from.package, name, "is not installed");
    if (bases.some((base) => base.package === name))
      throw unloadable(from.package, name, "extends it in turn");
    from = { package: name, directory };
    const manifest = manifestSchema.safeParse(json.agentflow).data;
    const packages = manifest?.packages ?? [];
    bases.push({ package: name, version: json.version ?? "0.0.0", directory, packages });
    name = manifest?.extends;
  }
  return bases;
}

/**
 * The folder of a package as it is installed for another one.
 *
 * Walks node_modules by hand: `require.resolve` fails where `exports` hides package.json.
 */
export async function findPackage(
  fileSystem: FileSystem,
  name: string,
  from: string,
): Promise<string | undefined> {
  for (const folder of ancestors(from)) {
    const directory = join(folder, "node_modules", name);
    if (await fileSystem.status(directory)) return fileSystem.realPath(directory);
  }
  return undefined;
}

function unloadable(dependant: string, name: string, problem: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.patternUnloadable,
    `${dependant} extends the pattern ${name}, which ${problem}.`,
    { help: `Install ${dependant} again, or report it to its author.` },
  );
}
