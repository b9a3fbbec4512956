import type { ServiceDescription } from "@agentflow/core/runtime";

/** Stripe API in small 2024-09-30.acacia: where it is and what every call to it has in common. */
export const service: ServiceDescription = {
  name: "Stripe",
  baseUrl: "https://api.stripe.com",
  headers: { "stripe-version": "2024-09-30.acacia" },
  auth: [[{ type: "bearer", option: "apiKey" }]],
  credentialOrigins: ["https://files.stripe.com"],
  retry: { header: "stripe-should-retry", statuses: [409, 429, "5XX"] },
  idempotencyKeys: ["POST"],
  requestIdHeader: "request-id",
};
