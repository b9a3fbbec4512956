import { hash } from "node:crypto";
import type { SourceDocument } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";

/** The largest document that is read, in bytes: 256 MiB. A string of twice that does not fit V8's limit. */
export const maximumDocumentBytes = 256 * 1024 * 1024;

/** A document before it is decoded. */
export interface DocumentBytes {
  readonly bytes: Uint8Array;
  /** `sha256-<hex>` of the bytes. */
  readonly digest: string;
}

/**
 * The document that the bytes hold: UTF-8, with or without a byte order mark.
 * @throws AF_DOCUMENT_EMPTY when there is nothing but white space
 * @throws AF_DOCUMENT_MALFORMED when they are not UTF-8
 */
export function decodeDocument(source: string, { bytes, digest }: DocumentBytes): SourceDocument {
  const text = decode(source, bytes);
  if (!/\S/.test(text)) throw documentEmpty(source);
  return { source, text, digest };
}

/** `sha256-<hex>` of bytes, or of a text in UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return `sha256-${hash("sha256", content, "hex")}`;
}

/** The error of a document without content. */
export function documentEmpty(source: string): AgentFlowError {
  return new AgentFlowError(errorCodes.documentEmpty, `${stringLiteral(source)} is empty.`, {
    help: "Give the service's description; a download may have failed.",
    location: { source },
  });
}

/** The error of a document that is larger than is read. */
export function documentTooLarge(source: string, bytes: number | undefined): AgentFlowError {
  const size = bytes === undefined ? "" : ` (${Math.ceil(bytes / 1024 / 1024)} MiB)`;
  return new AgentFlowError(
    errorCodes.documentTooLarge,
    `${stringLiteral(source)} is larger than ${maximumDocumentBytes / 1024 / 1024} MiB${size}.`,
    { help: "Give the description itself, and not an archive or a dump.", location: { source } },
  );
}

function decode(source: string, bytes: Uint8Array): string {
  try {
    // ignoreBOM is false by default, which means that a byte order mark is taken off.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AgentFlowError(
      errorCodes.documentMalformed,
      `${stringLiteral(source)} is not UTF-8 text.`,
      {
        help: "Save it as UTF-8; a compressed file has to be unpacked first.",
        location: { source },
        cause: error,
      },
    );
  }
}
