import { readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { ancestors } from "../registry/package-json.js";
import type { VerificationTools } from "./builder.js";

/** A package that verification needs, where it is installed. */
export interface ToolPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute path with links resolved, so that it finds its own dependencies in every layout. */
  readonly directory: string;
  /** Programs by name, as absolute paths. */
  readonly programs: Readonly<Record<string, string>>;
}

/** Packages that a generated package and its tests import; what these import they find themselves. */
const linked = ["@agentflow/core", "@types/node", "typescript", "vitest"] as const;

/**
 * The tools that verify a generated package where nothing is installed: dependencies of another package.
 * @param from absolute path of a file of that package
 * @throws AF_VERIFIER_UNAVAILABLE naming the package that is missing
 */
export function findVerificationTools(from: string): VerificationTools {
  const packages = linked.map((name) => findToolPackage(name, from));
  return {
    typescript: toolProgram(findToolPackage("typescript", from), "tsc"),
    vitest: toolProgram(findToolPackage("vitest", from), "vitest"),
    packages: Object.fromEntries(packages.map(({ name, directory }) => [name, directory])),
  };
}

/**
 * Finds a dependency by walking node_modules upward, as Node does: `exports` may hide a package.json from
 * `import.meta.resolve`, and a package of types has no entry to resolve.
 * @throws AF_VERIFIER_UNAVAILABLE when it is not installed
 */
export function findToolPackage(name: string, from: string): ToolPackage {
  for (const folder of ancestors(dirname(realpathSync(from)))) {
    const directory = join(folder, "node_modules", name);
    const manifest = readManifest(directory);
    if (manifest) {
      const real = realpathSync(directory);
      const programs = Object.entries(manifest.bin ?? {}).map(([key, path]) => [
        key,
        join(real, path),
      ]);
      return {
        name,
        version: manifest.version,
        directory: real,
        programs: Object.fromEntries(programs) as Readonly<Record<string, string>>,
      };
    }
  }
  throw unavailable(`The package ${name}, which verification needs, is not installed.`);
}

/** @throws AF_VERIFIER_UNAVAILABLE when the package has no such program */
export function toolProgram({ name, version, programs }: ToolPackage, wanted: string): string {
  const path = programs[wanted];
  if (path === undefined) throw unavailable(`${name} ${version} has no program "${wanted}".`);
  return path;
}

interface PackageManifest {
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
}

function readManifest(directory: string): PackageManifest | undefined {
  try {
    // npm installs no package without a version; the programs of these packages are given by name.
    return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as PackageManifest;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unavailable(`${join(directory, "package.json")} cannot be read.`, error);
  }
}

function unavailable(message: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.verifierUnavailable, message, {
    help: "Install @agentflow/cli again with its dependencies, or skip verification with --no-verify.",
    cause,
  });
}
