import * as light from "@agentflow/core/light";
import { service } from "./service.js";

/** Options of {@link createLightGitHub}; each has a default. */
export interface LightGitHubOptions extends Omit<light.LightOptions, "auth"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly token?: light.SecretInput | undefined;
}

/** Makes a small client, for standalone operations in bundles where bytes count. It sends by `fetch`. */
export function createLightGitHub(options: LightGitHubOptions = {}): light.Caller {
  return light.createLightClient(service, { ...options, auth: light.bearerAuth(options.token) });
}

export { ServiceError } from "@agentflow/core/light";
