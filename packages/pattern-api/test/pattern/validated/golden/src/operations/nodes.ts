import {
  defineOperation,
  usualRequest,
  type NoErrors,
  type ServiceResponse,
} from "@agentflow/core/operations";
import type * as schemas from "../types/schemas.js";

export interface CreateParams {
  readonly body: schemas.NodeInput;
}

export type CreateResult = schemas.Node | undefined;

export type CreateResponse =
  | ServiceResponse<schemas.Node, 201>
  | ServiceResponse<undefined, 202>;

/** `POST /nodes` */
export const create = /* @__PURE__ */ defineOperation<
  CreateParams,
  CreateResult,
  NoErrors,
  CreateResponse
>({
  id: "nodes/create",
  method: "POST",
  path: "/nodes",
  body: { contentType: "application/json", required: true },
  accept: "application/json",
  write: usualRequest,
});

export interface ListParams {
  readonly kind?: "leaf" | "branch" | undefined;
  /** @format date */
  readonly since?: string | undefined;
  /**
   * @minimum 1
   * @maximum 100
   */
  readonly limit?: number | undefined;
}

export type ListResult = schemas.Node[];

/** `GET /nodes` */
export const list = /* @__PURE__ */ defineOperation<ListParams, ListResult>({
  id: "nodes/list",
  method: "GET",
  path: "/nodes",
  parameters: { kind: "query", since: "query", limit: "query" },
  accept: "application/json",
});
