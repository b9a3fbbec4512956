import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { manifestProblem, readManifest, zodReason } from "../catalog/read-manifest.js";
import type { Manifest } from "../contract/manifest.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { stringLiteral, visible } from "../template/literal.js";
import { type PackageJson, readPackageJson } from "./package-json.js";

/** What the package.json in a folder says; neither a pattern nor a problem: it is no pattern. */
export interface PackageInspection {
  readonly json?: PackageJson;
  readonly pattern?: {
    readonly packageName: string;
    readonly version: string;
    /** Where it really is, when the folder is a link. */
    readonly directory: string;
    readonly manifest: Manifest;
  };
  readonly problem?: Diagnostic;
}

/**
 * Reads the package.json of a folder, and nothing else of the package.
 * @param read how; `readPatternJson` tells nothing of what is no pattern
 * @returns undefined when there is none
 */
export async function inspectPackage(
  directory: string,
  read: (directory: string) => Promise<PackageJson | undefined> = readPackageJson,
): Promise<PackageInspection | undefined> {
  const source = join(directory, "package.json");
  let json: PackageJson | undefined;
  try {
    json = await read(directory);
  } catch (error) {
    const message = `${stringLiteral(source)} cannot be read: ${reason(error)}`;
    return { problem: manifestProblem(source, message) };
  }
  if (!json) return undefined;
  const { manifest, problem } = readManifest(json, source);
  const { name: packageName, version } = json;
  if (!manifest || packageName === undefined || version === undefined) {
    return { json, ...(problem && { problem }) };
  }
  // A link (npm workspaces, pnpm) is followed, so that the same package is found once.
  return {
    json,
    pattern: { packageName, version, directory: await realpath(directory), manifest },
  };
}

/** Why a package.json cannot be read. */
function reason(error: unknown): string {
  if (error instanceof z.ZodError) return zodReason(error);
  return visible(error instanceof Error ? error.message : String(error));
}
