import type { WebhookScheme } from "./webhook-scheme.js";

/**
 * The signatures of Standard Webhooks 1.0.0 with a shared secret, `v1`. Those with a public key, `v1a`, are left out.
 * Source: github.com/standard-webhooks/standard-webhooks, "Signature scheme".
 */
export const standardWebhooks: WebhookScheme = {
  signatureHeader: "webhook-signature",
  separator: " ",
  prefix: "v1,",
  encoding: "base64",
  timestamp: { header: "webhook-timestamp" },
  idHeader: "webhook-id",
  signedContent: "{id}.{timestamp}.{body}",
  secretEncoding: "base64",
  secretPrefix: "whsec_",
};

/**
 * Source: docs.stripe.com/webhooks/signature, "Verify webhook signatures manually". When an event is sent again, its id
 * stays and its time does not.
 */
export const stripeWebhooks: WebhookScheme = {
  signatureHeader: "stripe-signature",
  separator: ",",
  prefix: "v1=",
  encoding: "hex",
  timestamp: { prefix: "t=" },
  idProperty: "id",
  signedContent: "{timestamp}.{body}",
  // Of `whsec_…` every character is part of the key.
  secretEncoding: "utf8",
};

/** Source: docs.github.com, "Validating webhook deliveries". Neither a time nor the delivery's id is signed. */
export const githubWebhooks: WebhookScheme = {
  signatureHeader: "x-hub-signature-256",
  prefix: "sha256=",
  encoding: "hex",
  idHeader: "x-github-delivery",
  signedContent: "{body}",
  secretEncoding: "utf8",
};
