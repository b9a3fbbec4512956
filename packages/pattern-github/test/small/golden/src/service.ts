import type { ServiceDescription } from "@agentflow/core/runtime";

/** GitHub in small 1.0.0: where it is and what every call to it has in common. */
export const service: ServiceDescription = {
  name: "GitHub",
  baseUrl: "https://api.github.com",
  headers: { "x-github-api-version": "2022-11-28" },
  auth: [[{ type: "bearer", option: "token" }], []],
  credentialOrigins: ["https://uploads.github.com"],
  rateLimit: {
    remaining: "x-ratelimit-remaining",
    reset: "x-ratelimit-reset",
    resetUnit: "epoch-seconds",
    limitedStatuses: [403, 429],
    resource: "x-ratelimit-resource",
  },
  requestIdHeader: "x-github-request-id",
};
