import * as runtime from "@agentflow/core/runtime";
import * as operations from "./operations.js";
import { service } from "./service.js";

/** Options of {@link createGitHub}; each has a default. */
export interface GitHubOptions extends Omit<runtime.ClientOptions, "credentials"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly token?: runtime.SecretInput | undefined;
}

/** GitHub, with one property per group of operations. */
export interface GitHubClient extends runtime.BoundGroups<typeof operations> {
  /** First argument of a standalone operation. */
  readonly client: runtime.Client;
  /** Closes the connections that are kept open between calls. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is sent before an operation is called. */
export function createGitHub(options: GitHubOptions = {}): GitHubClient {
  const { token, ...clientOptions } = options;
  const credentials = {
    ...(token !== undefined && { token }),
  };
  const client = runtime.createClient(service, { ...clientOptions, credentials });
  return Object.assign(runtime.bindGroups(client, operations), {
    client,
    close: () => client.close(),
  });
}
