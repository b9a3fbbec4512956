export type { Caller } from "./runtime/client/caller.js";
export { isServiceError, ServiceError } from "./runtime/failure/service-error.js";
export {
  bearerAuth,
  type LightAuth,
  type LightCredential,
  serviceAuth,
} from "./runtime/light/light-auth.js";
export { createLightClient } from "./runtime/light/light-client.js";
export type { LightInit, LightOptions, LightResponse } from "./runtime/light/light-options.js";
export {
  createRepeatingLightClient,
  type RepeatingLightOptions,
} from "./runtime/light/repeating-client.js";
export type { SecretInput } from "./runtime/secrets/secret.js";
