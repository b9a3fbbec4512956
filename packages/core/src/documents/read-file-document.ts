import { readFile, stat } from "node:fs/promises";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import { stringLiteral } from "../template/literal.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";

const problems: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EISDIR: "is a directory",
  EACCES: "may not be read",
  EPERM: "may not be read",
};

/**
 * The bytes of a file.
 * @param source the address as the user gave it, for messages
 * @throws AF_DOCUMENT_NOT_FOUND when there is no readable file, AF_DOCUMENT_TOO_LARGE over 256 MiB
 */
export async function readFileDocument(
  source: string,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    // Before opening: a device or a pipe may never end, and opening one may never return.
    const status = await stat(path);
    if (!status.isFile())
      throw notFound(source, status.isDirectory() ? "is a directory" : "is not a file");
    if (status.size > maximumDocumentBytes) throw documentTooLarge(source, status.size);
    return await readFile(path, { signal });
  } catch (error) {
    if (error instanceof AgentFlowError || signal.aborted) throw error;
    const code = systemErrorCode(error) ?? "";
    throw notFound(source, problems[code] ?? `cannot be read (${code})`, error);
  }
}

function notFound(source: string, problem: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentNotFound,
    `The document ${stringLiteral(source)} ${problem}.`,
    {
      help: "Check the path; it is relative to the folder the command runs in.",
      location: { source },
      cause,
    },
  );
}
