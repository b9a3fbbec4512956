import * as runtime from "@agentflow/core/runtime";
import type * as schemas from "./types/schemas.js";

export { WebhookError } from "@agentflow/core/runtime";

export type ChargeSucceededPayload = schemas.Event & {
  type: "charge.succeeded";
  data: {
    object: schemas.Charge;
  };
};

export type OrderCreatedPayload = schemas.Event & {
  type: "order.created";
  data: {
    object: unknown;
  };
};

/** What the service sends by itself. */
export type StripeEvent = "chargeSucceeded" | "orderCreated";

/** What is done about each event. */
export interface StripeWebhookHandlers {
  readonly onChargeSucceeded?: runtime.WebhookHandler<ChargeSucceededPayload> | undefined;
  readonly onOrderCreated?: runtime.WebhookHandler<OrderCreatedPayload> | undefined;
}

const events: Readonly<Record<StripeEvent, runtime.WebhookEventDescription>> = {
  chargeSucceeded: {
    handler: "onChargeSucceeded",
    payload: "json",
    mark: { in: "body", name: "type", value: "charge.succeeded" },
  },
  orderCreated: {
    handler: "onOrderCreated",
    payload: "json",
    mark: { in: "body", name: "type", value: "order.created" },
  },
};

/** How the service signs what it sends. */
export const webhookScheme: runtime.WebhookScheme = {
  signatureHeader: "stripe-signature",
  separator: ",",
  prefix: "v1=",
  encoding: "hex",
  timestamp: { prefix: "t=" },
  idProperty: "id",
  signedContent: "{timestamp}.{body}",
  secretEncoding: "utf8",
};

/** Receives what the service sends, and hands each event to its handler. */
export function createStripeWebhooks(
  handlers: StripeWebhookHandlers,
  options: Omit<runtime.WebhookVerifierOptions, "scheme"> & Pick<runtime.WebhookReceiverOptions<StripeEvent>, "eventOf">,
): runtime.WebhookReceiver<StripeEvent> {
  return new runtime.WebhookReceiver<StripeEvent>(events, handlers, {
    eventOf: options.eventOf,
    verification: new runtime.WebhookVerifier({ ...options, scheme: webhookScheme }),
  });
}
