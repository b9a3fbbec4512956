import { AgentFlowError } from "../errors/error.js";
import { type ErrorCode, errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { collectBody } from "./collect-body.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";
import { isSecure } from "../runtime/http/secure-url.js";
import { type Network, NetworkError } from "./network.js";
import type { ProgressListener } from "./progress.js";

/** How a URL is read. */
interface UrlOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ProgressListener;
  /** Which URLs may be asked, of those that are secure. Default: any. */
  readonly allows?: (url: URL) => boolean;
}

/**
 * The bytes that a URL answers with.
 * @throws AF_DOCUMENT_NOT_FOUND when the server says that there is none, AF_DOCUMENT_UNREACHABLE when it does not
 * answer or answers with another error, AF_DOCUMENT_TOO_LARGE over 256 MiB
 */
export async function readUrlDocument(
  source: string,
  url: URL,
  network: Network,
  { signal, onProgress, allows = () => true }: UrlOptions,
): Promise<Uint8Array> {
  try {
    const response = await network.get(url, {
      signal,
      accept: "application/json, application/yaml;q=0.9, */*;q=0.8",
      allows: (asked) => isSecure(asked) && allows(asked),
    });
    if (response.status !== 200) throw refused(source, response.url, response.status);
    const bytes = await collectBody(response, maximumDocumentBytes, onProgress);
    if (!bytes) throw documentTooLarge(source, response.contentLength);
    return bytes;
  } catch (error) {
    if (!(error instanceof NetworkError) || signal.aborted) throw error;
    throw failure(
      errorCodes.documentUnreachable,
      source,
      `${stringLiteral(source)} cannot be read: ${error.url.host} ${error.message}.`,
      "Check the address, the network and the proxy, or download it and give the file.",
      error,
    );
  }
}

function refused(source: string, url: URL, status: number): AgentFlowError {
  const message = `${stringLiteral(source)} cannot be read: ${url.host} answered with status ${status}.`;
  return status === 404 || status === 410
    ? failure(errorCodes.documentNotFound, source, message, "Check the address.")
    : failure(
        errorCodes.documentUnreachable,
        source,
        message,
        "When it needs a login, download it and give the file; otherwise try again.",
      );
}

function failure(
  code: ErrorCode,
  source: string,
  message: string,
  help: string,
  cause?: unknown,
): AgentFlowError {
  return new AgentFlowError(code, message, { help, location: { source }, cause });
}
