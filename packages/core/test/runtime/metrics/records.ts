import type { CallRecord, RequestRecord } from "../../../src/runtime/metrics/metrics-recorder.js";

/** A call that went well. */
export const call: CallRecord = {
  service: "github",
  operation: "repos/get",
  success: true,
  duration: 30,
};

/** A request that was answered. */
export const request: RequestRecord = {
  service: "github",
  operation: "repos/get",
  method: "GET",
  origin: "https://api.github.com",
  template: "/repos/{owner}/{repo}",
  status: 200,
  errorKind: undefined,
  resend: 0,
  duration: 30,
};
