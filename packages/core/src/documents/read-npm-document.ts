import { join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";
import type { NpmAddress } from "./document-address.js";
import { cacheUnwritable, type DocumentCache } from "./document-cache.js";
import { createIntegrityCheck } from "./integrity.js";
import { type Distribution, readDistribution } from "./package-metadata.js";
import type { ProgressListener } from "./progress.js";
import type { RegistryClient } from "./registry-client.js";
import { createEntryExtractor, type ExtractionResult } from "./tarball-entry.js";

/** What reading an `npm:` address needs. */
export interface NpmDocumentOptions {
  readonly cache: DocumentCache;
  /** Called only when the document is not in the cache. */
  readonly client: () => Promise<RegistryClient>;
  readonly signal: AbortSignal;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * The bytes of one file of an npm package. The tarball passes through memory once, and only that file is kept, in the
 * user's cache, and only when the whole tarball's hash was right.
 * @throws AF_REGISTRY_UNREACHABLE, AF_PACKAGE_NOT_FOUND, AF_INTEGRITY_MISMATCHED or AF_DOCUMENT_TOO_LARGE
 */
export async function readNpmDocument(
  source: string,
  address: NpmAddress,
  options: NpmDocumentOptions,
): Promise<Uint8Array> {
  const { cache } = options;
  const key = `npm:${address.name}@${address.version}#${address.path}`;
  const cached = await cache.read(key);
  if (cached) return cached;
  const client = await options.client();
  const distribution = await readDistribution(client, address, options.signal);
  return cache.write(key, (directory) =>
    download(source, address, client, distribution, directory, options),
  );
}

async function download(
  source: string,
  address: NpmAddress,
  client: RegistryClient,
  distribution: Distribution,
  directory: string,
  { signal, onProgress }: NpmDocumentOptions,
): Promise<string> {
  const name = `${address.name}@${address.version}`;
  const integrity = createIntegrityCheck(name, distribution);
  const { body, contentLength } = await client.get(
    tarballUrl(distribution, client.registry),
    signal,
  );
  const extractor = createEntryExtractor(address.path, directory, "document", maximumDocumentBytes);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      integrity.update(chunk);
      await extractor.write(chunk);
      bytes += chunk.length;
      onProgress?.(bytes, contentLength);
    }
    const result = await extractor.end();
    // Before anything else is said about them: altered bytes are not a damaged archive or a missing file.
    integrity.verify();
    checkExtraction(result, source, address, directory);
    return join(directory, "document");
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
        `The tarball of ${name}@${version} is not a gzipped tar archive.`,
        { help: "Name another version of the package.", location: { source }, cause: result.error },
      );
  }
}

/**
 * Where the tarball is. A registry that mirrors npm's may repeat npm's own address, which the user may not reach; like
 * npm (its setting `replace-registry-host`), that host is replaced by the registry's.
 */
function tarballUrl(distribution: Distribution, registry: URL): URL {
  const url = new URL(distribution.tarball);
  if (url.hostname !== "registry.npmjs.org" || registry.hostname === url.hostname) return url;
  return new URL(`.${url.pathname}`, registry);
}
