import type { ServiceDescription } from "@agentflow/core/runtime";

/** Trees 1.0.0: where it is and what every call to it has in common. */
export const service: ServiceDescription = {
  name: "Trees",
  baseUrl: "https://trees.example",
};
