import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import type { Clock } from "../runtime/clock.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import { acquireLock, type ReleaseLock } from "./output-lock.js";
import type { OutputLocation } from "./output-location.js";
import type { ProcessIdentity } from "./process-identity.js";
import { reasonOf, writeFailure } from "./write-failure.js";

/**
 * Takes the lock of an output folder, the first thing that is written beside it.
 * @throws AF_OUTPUT_BUSY naming the process that holds it
 * @throws AF_OUTPUT_UNWRITABLE when the folder around it cannot be written
 */
export async function lockOutput(
  request: {
    readonly fileSystem: FileSystem;
    readonly owner: ProcessIdentity;
    readonly clock: Clock;
  },
  location: OutputLocation,
): Promise<ReleaseLock> {
  const { fileSystem, owner, clock } = request;
  try {
    return await acquireLock({ fileSystem, path: location.lock, owner, clock });
  } catch (error) {
    throw isAgentFlowError(error) ? error : refusal(location.parent, error);
  }
}

/** The first thing written into a folder was refused: because of the folder, or because of the disk. */
export function refusal(folder: string, error: unknown): AgentFlowError {
  const codes = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"];
  return codes.includes(systemErrorCode(error) ?? "")
    ? unwritable(folder, error)
    : writeFailure(folder, error);
}

function unwritable(path: string, error: unknown): AgentFlowError {
  return new AgentFlowError(
    errorCodes.outputUnwritable,
    `${stringLiteral(path)} cannot be written: ${reasonOf(error)}.`,
    { help: "Choose another folder with --out, or correct its permissions.", cause: error },
  );
}
