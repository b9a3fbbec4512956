import { anyRequest, defineOperation } from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";

export interface CreateParams {
  readonly body: {
    enabled_events: ("*" | "charge.succeeded" | "order.created")[];
    url: string;
  };
}

export type CreateResult = {
  id: string;
};

export type CreateErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Makes a webhook endpoint.
 *
 * `POST /v1/webhook_endpoints`
 */
export const create = /* @__PURE__ */ defineOperation<CreateParams, CreateResult, CreateErrors>({
  id: "webhook_endpoints/create",
  method: "POST",
  path: "/v1/webhook_endpoints",
  body: {
    contentType: "application/x-www-form-urlencoded",
    required: true,
    encoding: { enabled_events: { style: "deepObject" } },
  },
  accept: "application/json",
  errors: ["default"],
  write: anyRequest,
});
