import type { SourceDocument } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { decodeDocument, digestOf, type DocumentBytes } from "./decode-document.js";
import { type DocumentAddress, parseDocumentAddress } from "./document-address.js";
import { downloadNpmDocument } from "./download-npm-document.js";
import { defaultCacheDirectory } from "./cache-directory.js";
import { createDocumentCache } from "./document-cache.js";
import { type Environment, environmentProxies } from "./environment.js";
import type { Network, NetworkOptions } from "./network.js";
import type { ProgressListener } from "./progress.js";
import { readFileDocument } from "./read-file-document.js";
import { readUrlDocument } from "./read-url-document.js";
import { createNetwork } from "./undici-network.js";

/** How a document is read. */
export interface ReadDocumentOptions {
  readonly signal: AbortSignal;
  /** What relative paths are relative to, and where npm's project configuration is looked for. */
  readonly directory: string;
  /** Default: `AGENTFLOW_CACHE`, else the platform's cache folder of the user. */
  readonly cacheDirectory?: string;
  /** Default: the process's. */
  readonly environment?: Environment;
  /** Told about downloads, in bytes. */
  readonly onProgress?: ProgressListener;
  /** Which URLs may be asked, of those that are secure: the first and each that it redirects to. Default: any. */
  readonly allows?: (url: URL) => boolean;
  /** Makes the network; called at most once, and closed again. Default: undici, through the user's proxies. */
  readonly network?: (options: NetworkOptions) => Network;
}

/**
 * Reads a service's description from a file, an `https:` URL or `npm:<package>@<version>#<path in the package>`.
 * A file of an npm package is fetched through the user's npm configuration, checked, and kept in a cache, from where
 * it is read without network the next time.
 * @throws AF_USAGE_INVALID when the address has none of these forms
 * @throws AF_DOCUMENT_NOT_FOUND, AF_DOCUMENT_UNREACHABLE, AF_DOCUMENT_TOO_LARGE (over 256 MiB), AF_DOCUMENT_EMPTY, or
 * AF_DOCUMENT_MALFORMED when it is not UTF-8
 * @throws AF_REGISTRY_UNREACHABLE, AF_PACKAGE_NOT_FOUND, AF_INTEGRITY_MISMATCHED, AF_CONFIG_INVALID or AF_WRITE_FAILED
 * for `npm:`
 * @throws AF_INTERRUPTED when `signal` aborts
 */
export async function readDocument(
  source: string,
  options: ReadDocumentOptions,
): Promise<SourceDocument> {
  return decodeDocument(source, await readDocumentBytes(source, options));
}

/**
 * The bytes of a description and their digest: what tells whether it is another one than before, without decoding it.
 * @throws what `readDocument` throws, but for AF_DOCUMENT_EMPTY and AF_DOCUMENT_MALFORMED
 */
export async function readDocumentBytes(
  source: string,
  options: ReadDocumentOptions,
): Promise<DocumentBytes> {
  const { signal, directory } = options;
  try {
    signal.throwIfAborted();
    return await readAddress(source, parseDocumentAddress(source, directory), options);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AgentFlowError(errorCodes.interrupted, "Reading the document was interrupted.", {
      help: "Run the command again.",
      cause: error,
    });
  }
}

async function readAddress(
  source: string,
  address: DocumentAddress,
  options: ReadDocumentOptions,
): Promise<DocumentBytes> {
  const { signal, environment = process.env } = options;
  if (address.kind === "file") {
    return digested(await readFileDocument(source, address.path, signal));
  }
  if (address.kind === "npm") {
    const cache = createDocumentCache(options.cacheDirectory ?? defaultCacheDirectory(environment));
    const key = `npm:${address.name}@${address.version}#${address.path}`;
    const cached = await cache.read(key);
    if (cached) return cached;
    return cache.write(key, (folder) =>
      downloadNpmDocument(source, address, folder, { ...options, environment }),
    );
  }
  const network = (options.network ?? createNetwork)(environmentProxies(environment));
  try {
    return digested(await readUrlDocument(source, address.url, network, options));
  } finally {
    await network.close();
  }
}

function digested(bytes: Uint8Array): DocumentBytes {
  return { bytes, digest: digestOf(bytes) };
}
