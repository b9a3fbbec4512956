import * as light from "@agentflow/core/light";
import { service } from "./service.js";

/** Options of {@link createLightLibrary}; each has a default. */
export interface LightLibraryOptions extends Omit<light.LightOptions, "auth"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly token?: light.SecretInput | undefined;
}

/** Makes a small client, for standalone operations in bundles where bytes count. It sends by `fetch`. */
export function createLightLibrary(options: LightLibraryOptions = {}): light.Caller {
  const { token, ...clientOptions } = options;
  const credentials = {
    ...(token !== undefined && { token }),
  };
  return light.createLightClient(service, {
    ...clientOptions,
    auth: light.serviceAuth(service, credentials),
  });
}

export { ServiceError } from "@agentflow/core/light";
