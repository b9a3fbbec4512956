import * as light from "@agentflow/core/light";
import { service } from "./service.js";

/** Options of {@link createLightTrees}; each has a default. */
export type LightTreesOptions = Omit<light.LightOptions, "auth">;

/** Makes a small client, for standalone operations in bundles where bytes count. It sends by `fetch`. */
export function createLightTrees(options: LightTreesOptions = {}): light.Caller {
  return light.createLightClient(service, options);
}

export { ServiceError } from "@agentflow/core/light";
