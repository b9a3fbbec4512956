import type { ServiceDescription } from "@agentflow/core/runtime";

/** Library 1.2.0: where it is and what every call to it has in common. */
export const service: ServiceDescription = {
  name: "Library",
  baseUrl: "https://library.example/v1",
  auth: [[{ type: "bearer", option: "token" }]],
};
