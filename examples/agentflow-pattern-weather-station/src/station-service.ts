import type { ServiceModel } from "@agentflow/pattern-api";

/** What the description of the service does not say of itself. */
export const stationService: Pick<ServiceModel, "rateLimit" | "requestIdHeader"> = {
  rateLimit: {
    remaining: "x-calls-left",
    reset: "x-calls-reset",
    resetUnit: "epoch-seconds",
    limitedStatuses: [429],
  },
  requestIdHeader: "x-request-id",
};
