import {
  anyRequest,
  defineOperation,
  usualRequest,
  type RawBody,
} from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";

export interface DeleteParams {
  readonly name: string;
  readonly body?: RawBody | undefined;
}

export type DeleteResult = undefined;

/** `PUT /files/{name}` */
const delete_ = /* @__PURE__ */ defineOperation<DeleteParams, DeleteResult>({
  id: "delete",
  method: "PUT",
  path: "/files/{name}",
  parameters: { name: "path" },
  body: { contentType: "application/octet-stream" },
  successStatuses: [302],
  write: usualRequest,
});
export { delete_ as delete };

export interface GetFileParams {
  readonly name: string;
  readonly ids?: number[] | undefined;
  readonly name_header?: string | undefined;
}

export type GetFileResult = Uint8Array;

export interface GetFileErrors
  extends Record<Exclude<HttpStatuses[4], 404>, schemas.ErrorSchema>,
    Record<HttpStatuses[5], schemas.ErrorSchema> {
  404: undefined;
}

/** `GET /files/{name}` */
export const getFile = /* @__PURE__ */ defineOperation<
  GetFileParams,
  GetFileResult,
  GetFileErrors
>({
  id: "getFile",
  method: "GET",
  path: "/files/{name}",
  parameters: {
    name: "path",
    ids: { in: "query", style: "pipeDelimited" },
    name_header: { in: "header", name: "name" },
  },
  accept: "application/octet-stream",
  errors: [404, "4XX", "default"],
  write: anyRequest,
});
