import {
  createNetwork,
  createRegistryClient,
  isAgentFlowError,
  type NpmConfiguration,
  readNpmConfiguration,
} from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import type { Finding } from "./finding.js";

const finding = { id: "registry", title: "npm registry" } as const;

/** Which npm registry documents come from; it is asked only when `online` is set. */
export async function checkRegistry(
  { workingDirectory, environment, signal }: CommandIo,
  online: boolean,
): Promise<Finding> {
  try {
    const configuration = await readNpmConfiguration(workingDirectory, environment);
    // Any package without a scope: the default registry.
    const { host } = configuration.registry("agentflow");
    if (!online)
      return {
        ...finding,
        state: "ok",
        message: `npm is configured for ${host}; it was not asked.`,
      };
    await ping(configuration, signal);
    return { ...finding, state: "ok", message: `The npm registry ${host} answers.` };
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    return { ...finding, state: "fail", message: error.message, help: error.help };
  }
}

/** @throws AF_REGISTRY_UNREACHABLE when there is no answer; a registry without this address answers 404 */
async function ping(configuration: NpmConfiguration, signal: AbortSignal): Promise<void> {
  const network = createNetwork(configuration);
  try {
    const client = createRegistryClient("agentflow", configuration, network);
    const { body } = await client.get(new URL("-/ping", client.registry), signal, [404]);
    // Not read to its end: that there is an answer is all that is asked.
    for await (const bytes of body) if (bytes.length > 0) break;
  } finally {
    await network.close();
  }
}
