import {
  anyRequest,
  cursorPages,
  defineOperation,
  definePagedOperation,
  itemsAt,
  lastItemPages,
} from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";

export interface CaptureParams {
  readonly charge: string;
  readonly body?: {
    amount?: number | undefined;
  } | undefined;
}

export type CaptureResult = schemas.Charge;

export type CaptureErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Captures a charge.
 *
 * `POST /v1/charges/{charge}/capture`
 */
export const capture = /* @__PURE__ */ defineOperation<
  CaptureParams,
  CaptureResult,
  CaptureErrors
>({
  id: "charges/capture",
  method: "POST",
  path: "/v1/charges/{charge}/capture",
  parameters: { charge: "path" },
  body: { contentType: "application/x-www-form-urlencoded" },
  accept: "application/json",
  errors: ["default"],
  write: anyRequest,
});

export interface CreateParams {
  readonly body?: {
    amount?: number | undefined;
    metadata?: { [key: string]: string } | "" | undefined;
    expand?: string[] | undefined;
  } | undefined;
}

export type CreateResult = schemas.Charge;

export type CreateErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Makes a charge.
 *
 * `POST /v1/charges`
 */
export const create = /* @__PURE__ */ defineOperation<CreateParams, CreateResult, CreateErrors>({
  id: "charges/create",
  method: "POST",
  path: "/v1/charges",
  body: {
    contentType: "application/x-www-form-urlencoded",
    encoding: { metadata: { style: "deepObject" }, expand: { style: "deepObject" } },
  },
  accept: "application/json",
  errors: ["default"],
  write: anyRequest,
});

export interface ListParams {
  readonly expand?: string[] | undefined;
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
}

export type ListResult = {
  data: schemas.Charge[];
  has_more: boolean;
};

export type ListItem = schemas.Charge;

export type ListErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Lists charges.
 *
 * `GET /v1/charges`
 */
export const list = /* @__PURE__ */ definePagedOperation<
  ListParams,
  ListResult,
  ListItem,
  ListErrors
>({
  id: "charges/list",
  method: "GET",
  path: "/v1/charges",
  parameters: {
    expand: { in: "query", style: "deepObject" },
    limit: "query",
    starting_after: "query",
  },
  accept: "application/json",
  errors: ["default"],
  paging: /* @__PURE__ */ lastItemPages({ parameter: "starting_after", id: "id", more: "has_more", items: /* @__PURE__ */ itemsAt("data") }),
  write: anyRequest,
});

export interface RetrieveParams {
  readonly charge: string;
  readonly expand?: string[] | undefined;
}

export type RetrieveResult = schemas.Charge;

export type RetrieveErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Reads a charge.
 *
 * `GET /v1/charges/{charge}`
 */
export const retrieve = /* @__PURE__ */ defineOperation<
  RetrieveParams,
  RetrieveResult,
  RetrieveErrors
>({
  id: "charges/retrieve",
  method: "GET",
  path: "/v1/charges/{charge}",
  parameters: { charge: "path", expand: { in: "query", style: "deepObject" } },
  accept: "application/json",
  errors: ["default"],
  write: anyRequest,
});

export interface SearchParams {
  readonly page?: string | undefined;
  readonly query: string;
}

export type SearchResult = {
  data: schemas.Charge[];
  has_more: boolean;
  next_page?: string | null | undefined;
};

export type SearchItem = schemas.Charge;

export type SearchErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.ErrorSchema>;

/**
 * Searches charges.
 *
 * `GET /v1/charges/search`
 */
export const search = /* @__PURE__ */ definePagedOperation<
  SearchParams,
  SearchResult,
  SearchItem,
  SearchErrors
>({
  id: "charges/search",
  method: "GET",
  path: "/v1/charges/search",
  parameters: { page: "query", query: "query" },
  accept: "application/json",
  errors: ["default"],
  paging: /* @__PURE__ */ cursorPages({ parameter: "page", next: "next_page", more: "has_more", items: /* @__PURE__ */ itemsAt("data") }),
});
