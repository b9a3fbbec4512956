import { join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";
import type { NpmAddress } from "./document-address.js";
import { cacheUnwritable } from "./document-cache.js";
import type { Environment } from "./environment.js";
import { createIntegrityCheck, type IntegrityCheck } from "./integrity.js";
import type { Network, NetworkOptions, NetworkResponse } from "./network.js";
import { readNpmConfiguration } from "./npm-configuration.js";
import { type Distribution, readDistribution } from "./package-metadata.js";
import type { ProgressListener } from "./progress.js";
import { createRegistryClient } from "./registry-client.js";
import { createEntryExtractor, type ExtractionResult } from "./tarball-entry.js";
import { createNetwork } from "./undici-network.js";

const fileName = "document";

/** What downloading a file of an npm package needs. */
export interface NpmDownloadOptions {
  /** Where npm's project configuration is looked for. */
  readonly directory: string;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly onProgress?: ProgressListener | undefined;
  /** Makes the network. Default: undici. */
  readonly network?: ((options: NetworkOptions) => Network) | undefined;
}

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
  { directory, environment, signal, onProgress, network: make = createNetwork }: NpmDownloadOptions,
): Promise<string> {
  const configuration = await readNpmConfiguration(directory, environment);
  const network = make(configuration);
  try {
    const client = createRegistryClient(address.name, configuration, network);
    const distribution = await readDistribution(client, address, signal);
    const integrity = createIntegrityCheck(`${address.name}@${address.version}`, distribution);
    const tarball = await client.get(
      tarballUrl(distribution, client.registry, configuration.publicRegistry),
      signal,
    );
    const result = await extract(tarball, address.path, folder, integrity, onProgress);
    // Before anything else is said about them: altered bytes are not a damaged archive or a missing file.
    integrity.verify();
    checkExtraction(result, source, address, folder);
    return join(folder, fileName);
  } finally {
    await network.close();
  }
}

async function extract(
  { body, contentLength }: NetworkResponse,
  path: string,
  folder: string,
  integrity: IntegrityCheck,
  onProgress?: ProgressListener,
): Promise<ExtractionResult> {
  const extractor = await createEntryExtractor(path, folder, fileName, maximumDocumentBytes);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      integrity.update(chunk);
      await extractor.write(chunk);
      bytes += chunk.length;
      onProgress?.(bytes, contentLength);
    }
    return await extractor.end();
  } catch (error) {
    await extractor.destroy();
    throw error;
  }
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
      throw new AgentFlowError(
        errorCodes.documentMalformed,
        `The tarball of ${name}@${version} is not a sound gzipped tar archive.`,
        { help: "Name another version of the package.", location: { source }, cause: result.error },
      );
  }
}

/**
 * Where the tarball is. A registry that mirrors npm's may repeat npm's own address, which the user may not reach; like
 * npm (its setting `replace-registry-host`), that host is replaced by the registry's.
 */
function tarballUrl(distribution: Distribution, registry: URL, publicRegistry: URL): URL {
  const url = new URL(distribution.tarball);
  if (url.host !== publicRegistry.host || registry.host === url.host) return url;
  return new URL(`.${url.pathname}`, registry);
}
