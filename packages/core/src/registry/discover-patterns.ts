import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isPackageName } from "../catalog/package-name.js";
import { manifestProblem, readManifest, zodReason } from "../catalog/read-manifest.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral, visible } from "../template/literal.js";
import { compareText } from "../template/compare-text.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";
import { exists } from "./find-project.js";
import { ancestors, type PackageJson, readPackageJson } from "./package-json.js";

/** What a project has installed, and what is wrong with it. */
export interface Discovery {
  /** Sorted by id, then package name, then the name it is installed under. */
  readonly patterns: readonly DiscoveredPattern[];
  /** Patterns that cannot be used, and why; the others still work. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Lists the patterns that a project depends on directly, and the project itself when it is one.
 * It reads package.json files and imports nothing, so listing never runs a plugin's code.
 * @param projectDirectory the folder of the project's package.json, as `findProject` gives it
 */
export async function discoverPatterns(projectDirectory: string): Promise<Discovery> {
  const directory = resolve(projectDirectory);
  const project = await inspectPackage(directory, directory);
  const names = Object.keys({
    ...project.json?.dependencies,
    ...project.json?.devDependencies,
    ...project.json?.optionalDependencies,
  }).toSorted(compareText);
  const parts = await Promise.all([
    Promise.resolve(project),
    plugAndPlay(directory),
    ...names.map((name) => inspectDependency(name, directory)),
  ]);
  const byDirectory = new Map<string, DiscoveredPattern>();
  for (const pattern of parts.flatMap((part) => part.pattern ?? [])) {
    // Of several names for one installation its own counts, and else the first.
    const known = byDirectory.get(pattern.directory);
    if (!known || pattern.installedAs === pattern.packageName) {
      byDirectory.set(pattern.directory, pattern);
    }
  }
  return {
    patterns: [...byDirectory.values()].toSorted(
      (left, right) =>
        compareText(left.manifest.id, right.manifest.id) ||
        compareText(left.packageName, right.packageName) ||
        compareText(left.installedAs, right.installedAs),
    ),
    problems: parts
      .flatMap((part) => part.problem ?? [])
      .toSorted((left, right) => compareText(left.message, right.message)),
  };
}

interface Inspection {
  readonly json?: PackageJson;
  readonly pattern?: DiscoveredPattern;
  readonly problem?: Diagnostic;
}

/** Walks node_modules by hand: `require.resolve("x/package.json")` fails where `exports` hides it. */
async function inspectDependency(name: string, projectDirectory: string): Promise<Inspection> {
  if (!isPackageName(name)) {
    const message = `The project depends on ${stringLiteral(name)}, which is not a package name.`;
    return { problem: configProblem(projectDirectory, message, "Correct it in package.json.") };
  }
  for (const folder of ancestors(projectDirectory)) {
    const directory = join(folder, "node_modules", name);
    // A link (npm workspaces, pnpm) is followed, so that the same package is found once.
    if (await exists(directory)) return inspectPackage(await realpath(directory), directory, name);
  }
  if (!/agentflow/i.test(name)) return {};
  return {
    problem: {
      code: errorCodes.patternUnloadable,
      severity: "warning",
      message: `The project depends on ${name}, which is not installed.`,
      location: { source: join(projectDirectory, "package.json") },
      help: "Install the project's dependencies.",
    },
  };
}

/** @param installedAs left out: it is the project itself */
async function inspectPackage(
  directory: string,
  shownAs: string,
  installedAs?: string,
): Promise<Inspection> {
  const source = join(shownAs, "package.json");
  let json: PackageJson | undefined;
  try {
    json = await readPackageJson(directory);
  } catch (error) {
    const message = `${stringLiteral(source)} cannot be read: ${reason(error)}`;
    return { problem: manifestProblem(source, message) };
  }
  if (!json) return {};
  const { manifest, problem } = readManifest(json, source);
  const { name: packageName, version } = json;
  if (!manifest || packageName === undefined || version === undefined) {
    return { json, ...(problem && { problem }) };
  }
  const name = installedAs ?? packageName;
  return { json, pattern: { packageName, installedAs: name, version, directory, manifest } };
}

/** Yarn's Plug'n'Play keeps packages in archives, where there are no files to read. */
async function plugAndPlay(directory: string): Promise<Inspection> {
  for (const folder of ancestors(directory)) {
    const source = join(folder, ".pnp.cjs");
    if (await exists(source)) {
      const message =
        "The project uses Yarn Plug'n'Play: patterns inside its archives are not found.";
      const help = 'Set "nodeLinker: node-modules" in .yarnrc.yml and run "yarn install".';
      return { problem: configProblem(source, message, help) };
    }
  }
  return {};
}

function configProblem(source: string, message: string, help: string): Diagnostic {
  return {
    code: errorCodes.configInvalid,
    severity: "warning",
    message,
    location: { source },
    help,
  };
}

/** Why a package.json cannot be read. */
function reason(error: unknown): string {
  if (error instanceof z.ZodError) return zodReason(error);
  return visible(error instanceof Error ? error.message : String(error));
}
