import { AgentFlowError, errorCodes, type ErrorCode, visible } from "@agentflow/core";

interface Failure {
  readonly code: ErrorCode;
  readonly what: string;
  readonly help: string;
}

const unreachable = errorCodes.databaseUnreachable;

/** By SQLite's primary result code (https://www.sqlite.org/rescode.html). */
const failures: Readonly<Record<number, Failure>> = {
  3: {
    code: errorCodes.databaseRefused,
    what: "may not be read",
    help: "Check who may read the file.",
  },
  5: {
    code: unreachable,
    what: "is locked",
    help: "Another program writes it: run the command again when that is done.",
  },
  8: {
    code: unreachable,
    what: "cannot be read without writing beside it",
    help: "A database in WAL mode needs a folder that can be written: copy it with .backup, or change who may write the folder.",
  },
  10: {
    code: unreachable,
    what: "cannot be read from its disk",
    help: "Check the disk and the file.",
  },
  11: {
    code: errorCodes.databaseUnsupported,
    what: "is damaged",
    help: "See what `pragma integrity_check` says of it, and restore it from a copy.",
  },
  14: {
    code: unreachable,
    what: "cannot be opened",
    help: "Check who may read the file and its folder.",
  },
  26: {
    code: errorCodes.databaseUnsupported,
    what: "is no SQLite database",
    help: "Check the path. An encrypted database has to be decrypted before.",
  },
};

/**
 * The error of a file that cannot be read.
 * @returns `undefined` for an error that has nothing to do with the file
 */
export function connectionFailure(error: unknown, path: string): AgentFlowError | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  // The lowest byte is the primary code.
  const failure = failures[Number(error.errcode) & 0xff];
  if (failure === undefined) return undefined;
  const { code, what, help } = failure;
  const message = `${JSON.stringify(path)} ${what}: ${visible(error.message)}.`;
  return new AgentFlowError(code, message, { help, cause: error });
}
