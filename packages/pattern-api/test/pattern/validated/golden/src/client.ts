import * as runtime from "@agentflow/core/runtime";
import * as operations from "./operations.js";
import { service } from "./service.js";

/** Options of {@link createTrees}; each has a default. */
export type TreesOptions = Omit<runtime.ClientOptions, "credentials">;

/** Trees, with one property per group of operations. */
export interface TreesClient extends runtime.BoundGroups<typeof operations> {
  /** First argument of a standalone operation. */
  readonly client: runtime.Client;
  /** Closes the connections that are kept open between calls. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is sent before an operation is called. */
export function createTrees(options: TreesOptions = {}): TreesClient {
  const client = runtime.createClient(service, options);
  return Object.assign(runtime.bindGroups(client, operations), {
    client,
    close: () => client.close(),
  });
}
