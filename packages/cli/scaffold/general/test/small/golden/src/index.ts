import { type ClientOptions, createClient, defineOperation } from "@agentflow/core/runtime";

/** A client for all calls; it retries, and it is closed when it is no longer needed. */
export function connect(options: ClientOptions = {}) {
  return createClient({ name: "Example", baseUrl: "https://api.example.com" }, options);
}

export const forecasts = defineOperation<Record<string, never>, unknown>({
  id: "forecasts",
  method: "GET",
  path: "/forecasts/daily",
  accept: "application/json",
});

export const stations = defineOperation<Record<string, never>, unknown>({
  id: "stations",
  method: "GET",
  path: "/stations",
  accept: "application/json",
});
