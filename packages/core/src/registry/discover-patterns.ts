import { join, resolve } from "node:path";
import { isPackageName } from "../catalog/package-name.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { compareText } from "../template/compare-text.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";
import { exists } from "./find-project.js";
import { inspectPackage } from "./inspect-package.js";
import { installationSource } from "./installation-source.js";
import { ancestors, readPatternJson } from "./package-json.js";

/** What a project has installed, and what is wrong with it. */
export interface Discovery {
  /** Sorted by id, then package name, then the name it is installed under. */
  readonly patterns: readonly DiscoveredPattern[];
  /** Patterns that cannot be used, and why; the others still work. */
  readonly problems: readonly Diagnostic[];
  /** Names under which the project depends on what a problem is about. */
  readonly unusable: readonly string[];
}

/**
 * Lists the patterns that a project depends on directly, and the project itself when it is one.
 * It reads package.json files and imports nothing, so listing never runs a plugin's code.
 * @param projectDirectory the folder of the project's package.json, as `findProject` gives it
 */
export async function discoverPatterns(projectDirectory: string): Promise<Discovery> {
  const directory = resolve(projectDirectory);
  const { json, pattern, problem } = (await inspectPackage(directory)) ?? {};
  const dependencies = Object.entries({
    ...json?.dependencies,
    ...json?.devDependencies,
    ...json?.optionalDependencies,
  }).toSorted(([left], [right]) => compareText(left, right));
  const plugAndPlay = await findPlugAndPlay(directory);
  const parts = await Promise.all([
    Promise.resolve<Part>({
      ...(pattern && {
        pattern: { ...pattern, installedAs: pattern.packageName, source: "project" },
      }),
      ...(problem && { problem }),
    }),
    Promise.resolve<Part>(plugAndPlay ?? {}),
    ...dependencies.map(async ([name, requested]): Promise<Part> => {
      const part = await inspectDependency(name, requested, directory);
      if (part) return part;
      // In an archive it is installed all the same, which one problem says for all.
      const isMissing = /agentflow/i.test(name) && !plugAndPlay;
      return isMissing ? { dependency: name, problem: notInstalled(name, directory) } : {};
    }),
  ]);
  const problems = parts.filter((part) => part.problem !== undefined);
  return {
    patterns: onceEach(parts.flatMap((part) => part.pattern ?? [])).toSorted(
      (left, right) =>
        compareText(left.manifest.id, right.manifest.id) ||
        compareText(left.packageName, right.packageName) ||
        compareText(left.installedAs, right.installedAs),
    ),
    problems: problems
      .flatMap((part) => part.problem ?? [])
      .toSorted((left, right) => compareText(left.message, right.message)),
    unusable: problems.flatMap((part) => part.dependency ?? []),
  };
}

/** What became of one place to look. */
interface Part {
  /** Under what name the project depends on it. */
  readonly dependency?: string;
  readonly pattern?: DiscoveredPattern;
  readonly problem?: Diagnostic;
}

/** Of several names for one installation its own counts, and else the first. */
function onceEach(patterns: readonly DiscoveredPattern[]): readonly DiscoveredPattern[] {
  const byDirectory = new Map<string, DiscoveredPattern>();
  for (const pattern of patterns) {
    const isOwnName = pattern.installedAs === pattern.packageName;
    if (isOwnName || !byDirectory.has(pattern.directory))
      byDirectory.set(pattern.directory, pattern);
  }
  return [...byDirectory.values()];
}

/**
 * Walks node_modules by hand: `require.resolve("x/package.json")` fails where `exports` hides it.
 * @returns undefined when it is not there
 */
async function inspectDependency(
  dependency: string,
  requested: unknown,
  projectDirectory: string,
): Promise<Part | undefined> {
  if (!isPackageName(dependency)) {
    const message = `The project depends on ${stringLiteral(dependency)}, which is not a package name.`;
    return { problem: configProblem(projectDirectory, message, "Correct it in package.json.") };
  }
  for (const folder of ancestors(projectDirectory)) {
    const inspection = await inspectPackage(
      join(folder, "node_modules", dependency),
      readPatternJson,
    );
    if (!inspection) continue;
    const { pattern, problem } = inspection;
    const source = pattern && installationSource(requested, pattern.directory);
    return {
      dependency,
      ...(pattern && source && { pattern: { ...pattern, installedAs: dependency, source } }),
      ...(problem && { problem }),
    };
  }
  return undefined;
}

function notInstalled(dependency: string, projectDirectory: string): Diagnostic {
  return {
    code: errorCodes.patternUnloadable,
    severity: "warning",
    message: `The project depends on ${dependency}, which is not installed.`,
    location: { source: join(projectDirectory, "package.json") },
    help: "Install the project's dependencies.",
  };
}

/**
 * Yarn's Plug'n'Play keeps packages in archives, where there are no files to read. Only a process that runs the
 * project's `.pnp.cjs` could, and what verifies a package runs in processes that do not.
 */
async function findPlugAndPlay(directory: string): Promise<Part | undefined> {
  for (const folder of ancestors(directory)) {
    const source = join(folder, ".pnp.cjs");
    if (await exists(source)) {
      const message =
        "The project uses Yarn Plug'n'Play: patterns inside its archives are not found.";
      const help = 'Set "nodeLinker: node-modules" in .yarnrc.yml and run "yarn install".';
      return { problem: configProblem(source, message, help) };
    }
  }
  return undefined;
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
