import * as runtime from "@agentflow/core/runtime";
import * as operations from "./operations.js";
import { service } from "./service.js";

/** Options of {@link createStripe}; each has a default. */
export interface StripeOptions extends Omit<runtime.ClientOptions, "credentials"> {
  /** Token, sent as Authorization: Bearer …. */
  readonly apiKey?: runtime.SecretInput | undefined;
  /** The connected account that calls are made for. Sent as Stripe-Account. */
  readonly stripeAccount?: string | undefined;
}

/** Stripe, with one property per group of operations. */
export interface StripeClient extends runtime.BoundGroups<typeof operations> {
  /** First argument of a standalone operation. */
  readonly client: runtime.Client;
  /** Closes the connections that are kept open between calls. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is sent before an operation is called. */
export function createStripe(options: StripeOptions = {}): StripeClient {
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
  const client = runtime.createClient(service, { ...clientOptions, credentials });
  return Object.assign(runtime.bindGroups(client, operations), {
    client,
    close: () => client.close(),
  });
}
