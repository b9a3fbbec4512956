import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import { stringLiteral, visible } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is missing",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EIO: "the disk reports an error",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the path is too long",
  ENFILE: "too many files are open",
  ENOSPC: "the disk is full",
  EPERM: "permission is missing",
  EROFS: "the file system is read-only",
};

/** AF_WRITE_FAILED naming the path and the cause; an AgentFlowError stays what it is. */
export function writeFailure(path: string, error: unknown): AgentFlowError {
  if (isAgentFlowError(error)) return error;
  return new AgentFlowError(
    errorCodes.writeFailed,
    `${stringLiteral(path)} cannot be read or written: ${reasonOf(error)}.`,
    {
      help: "Correct the cause and run the command again; what stood there before is untouched.",
      cause: error,
    },
  );
}

/** Why the operating system refused, as part of a sentence. */
export function reasonOf(error: unknown): string {
  const code = systemErrorCode(error);
  const reason = code === undefined ? undefined : reasons[code];
  if (reason !== undefined) return `${reason} (${code})`;
  return visible(error instanceof Error ? error.message : String(error));
}

/** The same file system, where every failure is an AF_WRITE_FAILED that names the path; `cause` keeps the original. */
export function withNamedFailures(fileSystem: FileSystem): FileSystem {
  return {
    makeFolders: (path) => named(path, fileSystem.makeFolders(path)),
    createFile: (path, data, durability) =>
      named(path, fileSystem.createFile(path, data, durability)),
    appendFile: (path, text) => named(path, fileSystem.appendFile(path, text)),
    readFile: (path) => named(path, fileSystem.readFile(path)),
    readFolder: (path) => named(path, fileSystem.readFolder(path)),
    status: (path) => named(path, fileSystem.status(path)),
    realPath: (path) => named(path, fileSystem.realPath(path)),
    checkWritable: (path) => named(path, fileSystem.checkWritable(path)),
    rename: (from, to) => named(to, fileSystem.rename(from, to)),
    linkFolder: (target, path) => named(path, fileSystem.linkFolder(target, path)),
    remove: (path) => named(path, fileSystem.remove(path)),
    removeEmptyFolder: (path) => named(path, fileSystem.removeEmptyFolder(path)),
  };
}

async function named<Result>(path: string, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw writeFailure(path, error);
  }
}
