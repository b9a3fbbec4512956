import type { ServiceModel } from "@agentflow/pattern-api";

/** GitHub's published description, pinned: the same input gives the same adapter. */
export const publishedDocument = "npm:@octokit/openapi@23.0.2#generated/api.github.com.json";

/**
 * What GitHub's description does not say of itself.
 * Sources: docs.github.com/en/rest, "API versions", "Rate limits for the REST API", "Authenticating to the REST API".
 */
export const githubService: Pick<
  ServiceModel,
  "headers" | "auth" | "tokenEndpoints" | "credentialOrigins" | "rateLimit" | "requestIdHeader"
> = {
  headers: { "x-github-api-version": "2022-11-28" },
  // Public data can be read without a token, at a much lower rate limit.
  auth: [[{ type: "bearer", option: "token" }], []],
  tokenEndpoints: [],
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

/** List operations that page by these parameters answer with a Link header, also where the document leaves it out. */
export const pageParameters = ["page", "after", "cursor"] as const;
