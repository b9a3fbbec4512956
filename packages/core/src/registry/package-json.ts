import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { systemErrorCode } from "../errors/system-error.js";

const dependencies = z.record(z.string(), z.unknown()).optional();

/** The part of a package.json that the registry reads; the rest is left alone. */
const packageJsonSchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  agentflow: z.unknown().optional(),
  dependencies,
  devDependencies: dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
  peerDependenciesMeta: dependencies,
});

export type PackageJson = z.output<typeof packageJsonSchema>;

/**
 * The package.json of a folder, or undefined when it has none.
 * @throws SyntaxError, ZodError or the file system's error when there is one that cannot be used
 */
export async function readPackageJson(directory: string): Promise<PackageJson | undefined> {
  const json = readJson(directory);
  return json === undefined ? undefined : packageJsonSchema.parse(json);
}

/**
 * The same for a package of which only a manifest is of interest: without one, its fields are not looked at, because
 * checking those of hundreds of packages takes longer than reading them.
 * @returns an empty object for a package without a manifest
 */
export async function readPatternJson(directory: string): Promise<PackageJson | undefined> {
  const json = readJson(directory);
  const isPlain = typeof json === "object" && json !== null && !Array.isArray(json);
  if (isPlain && !("agentflow" in json)) return {};
  return json === undefined ? undefined : packageJsonSchema.parse(json);
}

/** Not through promises: hundreds of small files take 2 ms so, and 15 ms by way of Node's few threads. */
function readJson(directory: string): unknown {
  let text: string;
  try {
    text = readFileSync(join(directory, "package.json"), "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return undefined;
    throw error;
  }
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

/** The folder and its parents, nearest first. */
export function ancestors(directory: string): readonly string[] {
  const start = resolve(directory);
  const parent = dirname(start);
  return parent === start ? [start] : [start, ...ancestors(parent)];
}
