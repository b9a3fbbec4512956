import type { ServiceDescription } from "@agentflow/core/runtime";

/** Files 2: where it is and what every call to it has in common. */
export const service: ServiceDescription = {
  name: "3 files",
  baseUrl: "https://files.example",
};
