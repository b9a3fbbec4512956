import { definePagedOperation, linkPages } from "@agentflow/core/operations";
import type * as schemas from "../types/schemas.js";

export interface ListForRepoParams {
  readonly owner: string;
  readonly repo: string;
  /** @default 1 */
  readonly page?: number | undefined;
}

export type ListForRepoResult = schemas.Issue[];

export type ListForRepoItem = schemas.Issue;

/**
 * List repository issues
 *
 * `GET /repos/{owner}/{repo}/issues`
 */
export const listForRepo = /* @__PURE__ */ definePagedOperation<
  ListForRepoParams,
  ListForRepoResult,
  ListForRepoItem
>({
  id: "issues/list-for-repo",
  method: "GET",
  path: "/repos/{owner}/{repo}/issues",
  parameters: { owner: "path", repo: "path", page: "query" },
  accept: "application/json",
  paging: /* @__PURE__ */ linkPages(),
});
