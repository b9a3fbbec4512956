import { z } from "zod";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Json, jsonText, stringLiteral, visible } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import { pathProblem, recordPath } from "./package-path.js";

const digest = z.string().regex(/^sha256-[0-9a-f]{64}$/);
const installedPackage = z.strictObject({ package: z.string().min(1), version: z.string().min(1) });

/** `agentflow.json`: what made a package, from what, and which bytes. No time in it: equal inputs give equal bytes. */
export const packageRecordSchema = z.strictObject({
  name: z.string().min(1),
  contract: z.int().positive(),
  pattern: z.strictObject({
    ...installedPackage.shape,
    id: z.string().min(1),
    extends: installedPackage.optional(),
  }),
  /** `source` is `null` when the pattern reads no document, but a database: then the options say which. */
  document: z.strictObject({ source: z.string().nullable(), digest: z.string() }),
  /** The pattern's input as it was parsed; patterns take secrets by name, never by value. */
  options: z.record(z.string(), z.json()),
  units: z.strictObject({
    singular: z.string().min(1),
    plural: z.string().min(1),
    ids: z.array(z.string()),
  }),
  /** Digests of strings that look like secrets and stand in the document for all to read, such as its examples. */
  publicExamples: z.array(digest),
  files: z.record(
    // The record is read from disk again, so its paths are foreign input.
    z
      .string()
      .refine((path) => pathProblem(path) === undefined, "is not a path inside the package"),
    digest,
  ),
});

/** What `agentflow.json` says. */
export type PackageRecord = z.output<typeof packageRecordSchema>;

/** The bytes of `agentflow.json`. */
export function recordText(record: PackageRecord): string {
  // The schema's own output: plain JSON.
  return `${jsonText(record as unknown as Json, 2)}\n`;
}

/**
 * The record of the package in a folder.
 * @throws AF_PACKAGE_NOT_GENERATED when there is none
 * @throws AF_PACKAGE_RECORD_INVALID naming everything that is wrong with it
 */
export async function readPackageRecord(
  fileSystem: FileSystem,
  directory: string,
): Promise<PackageRecord> {
  const path = `${directory}/${recordPath}`;
  const status = await fileSystem.status(path);
  if (status?.kind !== "file") {
    throw new AgentFlowError(
      errorCodes.packageNotGenerated,
      `${stringLiteral(directory)} is no package that agentflow generated: it has no ${recordPath}.`,
      { help: "Give the folder that `agentflow integrate create` wrote." },
    );
  }
  const bytes = await fileSystem.readFile(path);
  try {
    return packageRecordSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (error) {
    throw new AgentFlowError(
      errorCodes.packageRecordInvalid,
      `${stringLiteral(path)} is not a valid record: ${problemsOf(error)}.`,
      {
        help: "Restore it from version control, or generate the package again into an empty folder.",
        location: { source: path },
        cause: error,
      },
    );
  }
}

function problemsOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return visible(String(error));
  return error.issues
    .map((issue) => `${visible(issue.path.join(".") || recordPath)}: ${visible(issue.message)}`)
    .join("; ");
}
