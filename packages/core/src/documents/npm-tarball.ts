import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import type { Environment } from "./environment.js";
import { createIntegrityCheck } from "./integrity.js";
import type { Network, NetworkOptions } from "./network.js";
import { readNpmConfiguration } from "./npm-configuration.js";
import { type Distribution, readDistribution } from "./package-metadata.js";
import type { ProgressListener } from "./progress.js";
import { createRegistryClient } from "./registry-client.js";
import { createNetwork } from "./undici-network.js";

/** A version of an npm package. */
export interface NpmPackage {
  readonly name: string;
  /** Exact, such as `1.2.3`. */
  readonly version: string;
}

/** What downloading from an npm registry needs. */
export interface NpmDownloadOptions {
  /** Where npm's project configuration is looked for. */
  readonly directory: string;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly onProgress?: ProgressListener | undefined;
  /** Makes the network. Default: undici. */
  readonly network?: ((options: NetworkOptions) => Network) | undefined;
}

/** Where the bytes of a tarball go while they pass. */
export interface TarballSink<Result> {
  /** Resolves when more bytes are wanted. Bytes after damage are ignored. */
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<Result>;
  /** Gives up; for when the bytes stop coming. */
  destroy(): Promise<void>;
}

/**
 * Sends the tarball of a package through a sink, fetched as the user's npm configuration says. It passes through memory
 * once; what came out of it is worth something only when this returns, because the hash is of the whole tarball.
 * @throws AF_REGISTRY_UNREACHABLE, AF_PACKAGE_NOT_FOUND, AF_INTEGRITY_MISMATCHED or AF_CONFIG_INVALID
 */
export async function passNpmTarball<Result>(
  wanted: NpmPackage,
  openSink: () => Promise<TarballSink<Result>>,
  { directory, environment, signal, onProgress, network: make = createNetwork }: NpmDownloadOptions,
): Promise<Result> {
  const configuration = await readNpmConfiguration(directory, environment);
  const network = make(configuration);
  try {
    const client = createRegistryClient(
      wanted.name,
      configuration,
      network,
      ", or give the document as a file",
    );
    const distribution = await readDistribution(client, wanted, signal);
    const integrity = createIntegrityCheck(`${wanted.name}@${wanted.version}`, distribution);
    const { body, contentLength } = await client.get(
      tarballUrl(distribution, client.registry, configuration.publicRegistry),
      signal,
    );
    const sink = await openSink();
    let result: Result;
    try {
      let bytes = 0;
      for await (const chunk of body) {
        integrity.update(chunk);
        await sink.write(chunk);
        bytes += chunk.length;
        onProgress?.(bytes, contentLength);
      }
      result = await sink.end();
    } catch (error) {
      await sink.destroy();
      throw error;
    }
    // Before anything else is said about them: altered bytes are not a damaged archive or a missing file.
    integrity.verify();
    return result;
  } finally {
    await network.close();
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

/** The error of a tarball that has the announced hash and still cannot be unpacked. */
export function damagedTarball(
  { name, version }: NpmPackage,
  cause: unknown,
  source = `npm:${name}@${version}`,
): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentMalformed,
    `The tarball of ${name}@${version} is not a sound gzipped tar archive.`,
    { help: "Name another version of the package.", location: { source }, cause },
  );
}
