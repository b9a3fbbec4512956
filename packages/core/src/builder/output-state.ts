import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import { notDirectory, type OutputLocation } from "./output-location.js";
import { type PackageRecord, readPackageRecord } from "./package-record.js";
import { recordPath } from "./package-path.js";

/** What stands where a package is to go. */
export type OutputState =
  | { readonly kind: "missing" }
  | { readonly kind: "empty" }
  | { readonly kind: "generated"; readonly record: PackageRecord };

/**
 * What stands at the output folder; nothing is changed.
 * @throws AF_OUTPUT_NOT_DIRECTORY when it is a file
 * @throws AF_OUTPUT_FOREIGN when it holds files and no valid record: it is not ours to replace
 */
export async function readOutputState(
  fileSystem: FileSystem,
  directory: string,
): Promise<OutputState> {
  const status = await fileSystem.status(directory);
  if (!status) return { kind: "missing" };
  if (status.kind !== "directory") throw notDirectory(directory, "is not a folder");
  const entries = await fileSystem.readFolder(directory);
  if (entries.length === 0) return { kind: "empty" };
  if (!entries.some(({ name }) => name === recordPath)) {
    throw foreign(directory, `holds files and no ${recordPath}`);
  }
  try {
    return { kind: "generated", record: await readPackageRecord(fileSystem, directory) };
  } catch (error) {
    if (!isRecordProblem(error)) throw error;
    throw foreign(directory, `holds files and an ${recordPath} that is not valid`, error);
  }
}

/**
 * Refuses to replace a generated package unasked.
 * @throws AF_OUTPUT_EXISTS
 */
export function checkReplaceable(
  { directory }: OutputLocation,
  state: OutputState,
  force: boolean,
): void {
  if (state.kind !== "generated" || force) return;
  throw new AgentFlowError(
    errorCodes.outputExists,
    `${stringLiteral(directory)} already holds the generated package ${stringLiteral(state.record.name)}.`,
    {
      help: "Check it with `agentflow integrate validate`, replace it with --force, or choose another folder with --out.",
    },
  );
}

function isRecordProblem(error: unknown): boolean {
  const codes: readonly string[] = [
    errorCodes.packageNotGenerated,
    errorCodes.packageRecordInvalid,
  ];
  return error instanceof AgentFlowError && codes.includes(error.code);
}

function foreign(directory: string, problem: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(
    errorCodes.outputForeign,
    `${stringLiteral(directory)} ${problem}, so it is not a package that may be replaced.`,
    { help: "Choose a folder with --out that is empty or does not exist yet.", cause },
  );
}
