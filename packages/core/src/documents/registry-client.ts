import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Network, NetworkError, type NetworkResponse } from "./network.js";
import type { NpmConfiguration } from "./npm-configuration.js";

/** The npm registry of one package, with the user's credentials for it. */
export interface RegistryClient {
  /** Without credentials; ends with a slash. */
  readonly registry: URL;
  /** Its host and port, for messages. */
  readonly host: string;
  /**
   * Asks for a URL; credentials go to the registry's own origin only.
   * @param accepted statuses that are answers, besides 200
   * @throws AF_REGISTRY_UNREACHABLE on any other status, or when there is no answer
   */
  get(url: URL, signal: AbortSignal, accepted?: readonly number[]): Promise<NetworkResponse>;
  /** The error that says that the registry cannot be used, and why. */
  unreachable(problem: string, cause?: unknown, host?: string): AgentFlowError;
}

/**
 * Binds the registry that the user's npm configuration names for a package.
 * @param otherwise what else the user can do when it does not answer, as the end of a sentence. Default: nothing
 */
export function createRegistryClient(
  packageName: string,
  configuration: NpmConfiguration,
  network: Network,
  otherwise = "",
): RegistryClient {
  const registry = configuration.registry(packageName);
  const authorization = configuration.authorization(registry);
  registry.username = "";
  registry.password = "";

  const unreachable: RegistryClient["unreachable"] = (problem, cause, host = registry.host) =>
    new AgentFlowError(errorCodes.registryUnreachable, `The npm registry ${host} ${problem}.`, {
      help: `Check the network, the proxy and \`npm config get registry\`${otherwise}.`,
      cause,
    });

  /** The error of the network, as this client's; anything else as it is. */
  function describe(error: unknown, signal: AbortSignal): unknown {
    if (!(error instanceof NetworkError) || signal.aborted) return error;
    return unreachable(error.message, error, error.url.host);
  }

  async function* describeErrors(
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw describe(error, signal);
    }
  }

  return {
    registry,
    host: registry.host,
    unreachable,
    async get(url, signal, accepted = []) {
      try {
        const response = await network.get(url, {
          signal,
          accept: "application/json, */*;q=0.8",
          authorization: url.origin === registry.origin ? authorization : undefined,
          // A registry that the user configured without TLS is the user's decision; nothing else is.
          allows: ({ protocol }) => protocol === "https:" || protocol === registry.protocol,
        });
        if (response.status === 200 || accepted.includes(response.status)) {
          return { ...response, body: describeErrors(response.body, signal) };
        }
        throw unreachable(statusProblem(response.status), undefined, response.url.host);
      } catch (error) {
        throw describe(error, signal);
      }
    },
  };
}

function statusProblem(status: number): string {
  return status === 401 || status === 403
    ? `refused the request (status ${status}): its credentials are missing or wrong`
    : `answered with status ${status}`;
}
