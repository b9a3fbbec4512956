import * as light from "@agentflow/core/light";
import { service } from "./service.js";

/** Options of {@link createLightService3Files}; each has a default. */
export type LightService3FilesOptions = Omit<light.LightOptions, "auth">;

/** Makes a small client, for standalone operations in bundles where bytes count. It sends by `fetch`. */
export function createLightService3Files(options: LightService3FilesOptions = {}): light.Caller {
  return light.createLightClient(service, options);
}

export { ServiceError } from "@agentflow/core/light";
