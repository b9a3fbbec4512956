import * as runtime from "@agentflow/core/runtime";
import * as operations from "./operations.js";
import { service } from "./service.js";

/** Options of {@link createService3Files}; each has a default. */
export type Service3FilesOptions = Omit<runtime.ClientOptions, "credentials">;

/** 3 files, with one property per group of operations. */
export interface Service3FilesClient extends runtime.BoundGroups<typeof operations> {
  /** First argument of a standalone operation. */
  readonly client: runtime.Client;
  /** Closes the connections that are kept open between calls. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is sent before an operation is called. */
export function createService3Files(options: Service3FilesOptions = {}): Service3FilesClient {
  const client = runtime.createClient(service, options);
  return Object.assign(runtime.bindGroups(client, operations), {
    client,
    close: () => client.close(),
  });
}
