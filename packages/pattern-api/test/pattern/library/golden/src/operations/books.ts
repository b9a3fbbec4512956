import {
  defineOperation,
  definePagedOperation,
  linkPages,
  usualRequest,
} from "@agentflow/core/operations";
import type * as schemas from "../types/schemas.js";

export interface CreateParams {
  /** The book. */
  readonly body: schemas.NewBook;
}

export type CreateResult = schemas.Book;

export interface CreateErrors {
  /** Something is missing */
  422: schemas.Problem;
}

/**
 * Add a book
 *
 * `POST /books`
 */
export const create = /* @__PURE__ */ defineOperation<CreateParams, CreateResult, CreateErrors>({
  id: "books/create",
  method: "POST",
  path: "/books",
  body: { contentType: "application/json", required: true },
  accept: "application/json",
  errors: [422],
  write: usualRequest,
});

export interface DeleteParams {
  readonly isbn: string;
}

export type DeleteResult = undefined;

/**
 * Remove a book
 *
 * `DELETE /books/{isbn}`
 *
 * @deprecated
 */
const delete_ = /* @__PURE__ */ defineOperation<DeleteParams, DeleteResult>({
  id: "books/delete",
  method: "DELETE",
  path: "/books/{isbn}",
  parameters: { isbn: "path" },
});
export { delete_ as delete };

export interface GetParams {
  /** Its number. */
  readonly isbn: string;
}

export type GetResult = schemas.Book;

export interface GetErrors {
  /** No such book */
  404: schemas.Problem;
}

/**
 * Get a book
 *
 * `GET /books/{isbn}`
 */
export const get = /* @__PURE__ */ defineOperation<GetParams, GetResult, GetErrors>({
  id: "books/get",
  method: "GET",
  path: "/books/{isbn}",
  parameters: { isbn: "path" },
  accept: "application/json",
  errors: [404],
});

export interface ListParams {
  /** Only books on this shelf. See [shelves](https://library.example/docs/shelves). */
  readonly shelf?: "a" | "b|c" | undefined;
  /** @default 1 */
  readonly page?: number | undefined;
}

export type ListResult = schemas.Book[];

export type ListItem = schemas.Book;

/**
 * List books
 *
 * Every book, newest first.
 *
 * > [!NOTE]
 * > Closed * / comments stay comments.
 *
 * `GET /books`
 *
 * @see https://library.example/docs/books#list
 */
export const list = /* @__PURE__ */ definePagedOperation<ListParams, ListResult, ListItem>({
  id: "books/list",
  method: "GET",
  path: "/books",
  parameters: { shelf: "query", page: "query" },
  accept: "application/json",
  paging: /* @__PURE__ */ linkPages(),
});
