import { anyRequest, defineOperation } from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";

export interface DeleteParams {
  readonly customer: string;
  /** @format unix-time */
  readonly at?: number | undefined;
  readonly expand?: string[] | undefined;
}

export type DeleteResult = {
  id: string;
};

export type DeleteErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Deletes a customer.
 *
 * `DELETE /v1/customers/{customer}`
 */
const delete_ = /* @__PURE__ */ defineOperation<DeleteParams, DeleteResult, DeleteErrors>({
  id: "customers/delete",
  method: "DELETE",
  path: "/v1/customers/{customer}",
  parameters: { customer: "path", at: "query", expand: { in: "query", style: "deepObject" } },
  accept: "application/json",
  errors: ["default"],
  write: anyRequest,
});
export { delete_ as delete };
