import { anyRequest, defineOperation, type FormFile } from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";

export interface CreateParams {
  readonly body: {
    /** A file to upload. */
    file: FormFile;
    file_link_data?: {
      create: boolean;
    } | undefined;
    purpose: "dispute_evidence";
  };
}

export type CreateResult = {
  id: string;
};

export type CreateErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Uploads a file.
 *
 * `POST /v1/files`
 */
export const create = /* @__PURE__ */ defineOperation<CreateParams, CreateResult, CreateErrors>({
  id: "files/create",
  method: "POST",
  path: "/v1/files",
  body: {
    contentType: "multipart/form-data",
    required: true,
    encoding: { file_link_data: { style: "deepObject" } },
  },
  accept: "application/json",
  errors: ["default"],
  baseUrl: "https://files.stripe.com",
  write: anyRequest,
});
