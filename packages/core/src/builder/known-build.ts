import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { z } from "zod";
import { defaultCacheDirectory } from "../documents/cache-directory.js";
import { type ErrorCode, errorCodes } from "../errors/error-codes.js";
import type { FileSystem } from "./file-system.js";

const count = z.number().nonnegative();
const codes = Object.values(errorCodes) as [ErrorCode, ...ErrorCode[]]; // The list is not empty.

/** What a build came to, as far as another one of the same input comes to it too. */
const reportSchema = z.strictObject({
  units: z.strictObject({ singular: z.string(), plural: z.string(), count }),
  files: count,
  bytes: count,
  score: z.strictObject({
    total: count,
    measured: count,
    parts: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        weight: count,
        score: count.nullable(),
        findings: z.array(z.string()),
      }),
    ),
  }),
  tests: z.strictObject({ passed: count, failed: count }),
  reuse: count,
  diagnostics: z.array(
    z.strictObject({
      code: z.enum(codes),
      severity: z.enum(["error", "warning", "info"]),
      message: z.string(),
      location: z
        .strictObject({
          source: z.string(),
          pointer: z.string().exactOptional(),
          line: count.exactOptional(),
          column: count.exactOptional(),
        })
        .exactOptional(),
      help: z.string(),
    }),
  ),
});

const knownBuildSchema = z.strictObject({
  /** Digest of everything that was asked for, and of what made the package. */
  request: z.string(),
  document: z.strictObject({ source: z.string(), digest: z.string() }),
  /** Digest of the package's `agentflow.json`, which holds those of its files. */
  record: z.string(),
  report: reportSchema,
});

/** A build that is remembered so that the same one need not be done again. */
export type KnownBuild = z.output<typeof knownBuildSchema>;

/**
 * Where the build of an output folder is remembered: in the user's cache, where no cloned repository can put anything,
 * because it is believed when it says that a package was tested.
 */
function knownBuildPath(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): string {
  const name = createHash("sha256").update(directory).digest("hex");
  return join(defaultCacheDirectory(environment), "builds", `${name}.json`);
}

/** What is remembered of an output folder; undefined when that is nothing, or nothing that can be read. */
export async function readKnownBuild(
  fileSystem: FileSystem,
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Promise<KnownBuild | undefined> {
  try {
    const bytes = await fileSystem.readFile(knownBuildPath(environment, directory));
    return knownBuildSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch {
    // Then the build is done, which needs nothing to be remembered.
    return undefined;
  }
}

/** Remembers a build in place of the one before it. */
export async function writeKnownBuild(
  fileSystem: FileSystem,
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
  build: KnownBuild,
): Promise<void> {
  const path = knownBuildPath(environment, directory);
  const staged = `${path}.${process.pid}`;
  await fileSystem.makeFolders(dirname(path));
  await fileSystem.remove(staged);
  await fileSystem.createFile(staged, JSON.stringify(build), "buffered");
  await fileSystem.rename(staged, path);
}
