import * as runtime from "@agentflow/core/runtime";
import * as operations from "./operations.js";
import { service } from "./service.js";

/** Options of {@link createLibrary}; each has a default. */
export interface LibraryOptions extends Omit<runtime.ClientOptions, "credentials"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly token?: runtime.SecretInput | undefined;
}

/** Library, with one property per group of operations. */
export interface LibraryClient extends runtime.BoundGroups<typeof operations> {
  /** First argument of a standalone operation. */
  readonly client: runtime.Client;
  /** Closes the connections that are kept open between calls. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is sent before an operation is called. */
export function createLibrary(options: LibraryOptions = {}): LibraryClient {
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
