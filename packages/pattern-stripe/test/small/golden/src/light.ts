import * as light from "@agentflow/core/light";
import { service } from "./service.js";

/** Options of {@link createLightStripe}; each has a default. */
export interface LightStripeOptions extends Omit<light.RepeatingLightOptions, "auth"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly apiKey?: light.SecretInput | undefined;
  /** The connected account that calls are made for. Sent as Stripe-Account. */
  readonly stripeAccount?: string | undefined;
}

/** Makes a small client, for standalone operations in bundles where bytes count. It sends by `fetch`. */
export function createLightStripe(options: LightStripeOptions = {}): light.Caller {
  const { apiKey, stripeAccount, headers, ...others } = options;
  const clientOptions = {
    ...others,
    headers: {
      ...(stripeAccount !== undefined && { "stripe-account": stripeAccount }),
      ...headers,
    },
  };
  const credentials = {
    ...(apiKey !== undefined && { apiKey }),
  };
  return light.createRepeatingLightClient(service, {
    ...clientOptions,
    auth: light.serviceAuth(service, credentials),
  });
}

export { ServiceError } from "@agentflow/core/light";
