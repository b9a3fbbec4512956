import { join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";
import type { NpmAddress } from "./document-address.js";
import { cacheUnwritable } from "./document-cache.js";
import { damagedTarball, type NpmDownloadOptions, passNpmTarball } from "./npm-tarball.js";
import { createEntryExtractor, type ExtractionResult } from "./tarball-entry.js";

const fileName = "document";

/**
 * Writes one file of an npm package into an empty folder. The tarball passes through memory once, and only that file
 * is kept; what it is worth is known when the whole tarball's hash was compared.
 * @returns the file's path
 * @throws AF_REGISTRY_UNREACHABLE, AF_PACKAGE_NOT_FOUND, AF_INTEGRITY_MISMATCHED, AF_DOCUMENT_TOO_LARGE,
 * AF_DOCUMENT_MALFORMED, AF_CONFIG_INVALID or AF_WRITE_FAILED
 */
export async function downloadNpmDocument(
  source: string,
  address: NpmAddress,
  folder: string,
  options: NpmDownloadOptions,
): Promise<string> {
  const openSink = () => createEntryExtractor(address.path, folder, fileName, maximumDocumentBytes);
  const result = await passNpmTarball(address, openSink, options);
  checkExtraction(result, source, address, folder);
  return join(folder, fileName);
}

function checkExtraction(
  result: ExtractionResult,
  source: string,
  { name, version, path }: NpmAddress,
  directory: string,
): void {
  switch (result.kind) {
    case "extracted":
      return;
    case "missing":
      throw new AgentFlowError(
        errorCodes.packageNotFound,
        `${name}@${version} has no file ${stringLiteral(path)}.`,
        { help: "Check the path after the # in the npm: address.", location: { source } },
      );
    case "too-large":
      throw documentTooLarge(source, result.bytes);
    case "unwritable":
      throw cacheUnwritable(directory, result.error);
    case "damaged":
      throw damagedTarball({ name, version }, result.error, source);
  }
}
