import type { Environment } from "../documents/environment.js";
import type { Network, NetworkOptions } from "../documents/network.js";
import { readNpmConfiguration } from "../documents/npm-configuration.js";
import { createRegistryClient, type RegistryClient } from "../documents/registry-client.js";
import { createNetwork } from "../documents/undici-network.js";

/** What asking a registry needs. */
export interface CatalogOptions {
  /** Where npm's project configuration is looked for: the project's folder. */
  readonly directory: string;
  /** Where npm's other settings and the proxies are. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Makes the network. Default: undici. */
  readonly network?: ((options: NetworkOptions) => Network) | undefined;
}

/**
 * Asks the registry that the user's npm configuration names for a package, and closes the connections.
 * @param ask is told, too, whether only the project's own `.npmrc` names that registry
 * @throws AF_CONFIG_INVALID when the npm configuration cannot be used; whatever `ask` throws
 */
export async function withRegistry<Result>(
  packageName: string,
  { directory, environment, network: make = createNetwork }: CatalogOptions,
  ask: (client: RegistryClient, isProjectsRegistry: boolean) => Promise<Result>,
): Promise<Result> {
  const configuration = await readNpmConfiguration(directory, environment);
  const network = make(configuration);
  try {
    const client = createRegistryClient(packageName, configuration, network);
    return await ask(
      client,
      client.registry.origin !== configuration.userRegistry(packageName).origin,
    );
  } finally {
    await network.close();
  }
}
