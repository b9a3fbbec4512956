import type { Answer, Client } from "./client.js";
import type { CallOptions } from "./client-options.js";
import { findLink } from "../http/link-header.js";
import type { OperationPlan } from "./operation-plan.js";
import { headerValue } from "../http/response-headers.js";
import { noSecrets } from "../secrets/secret-filter.js";
import { ServiceError } from "../failure/service-error.js";

/** Yields the answers of an operation page by page. */
export async function* readPages(
  client: Client,
  plan: OperationPlan,
  params: object,
  options?: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  let answer = await client.execute(plan, params, options);
  const seen = new Set([answer.url]);
  for (;;) {
    yield answer.data;
    const next = nextPage(client, plan, answer);
    if (next === undefined) return;
    if (seen.has(next.href)) {
      throw pagingError(client, plan, "the next page is one that was read before");
    }
    seen.add(next.href);
    answer = await client.execute(plan, params, options, next);
  }
}

/** Yields the items of all pages. */
export async function* readItems(
  client: Client,
  plan: OperationPlan,
  params: object,
  options?: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  for await (const page of readPages(client, plan, params, options)) {
    yield* itemsOf(client, plan, page);
  }
}

/** Credentials go with the request for the next page, so it has to be where this one came from. */
function nextPage(client: Client, plan: OperationPlan, answer: Answer): URL | undefined {
  const target = findLink(headerValue(answer.headers, "link") ?? "", "next");
  if (target === undefined) return undefined;
  if (!URL.canParse(target, answer.url)) {
    throw pagingError(client, plan, "the next page has no valid URL");
  }
  const next = new URL(target, answer.url);
  if (next.origin !== new URL(answer.url).origin) {
    throw pagingError(client, plan, `the next page is at another origin, ${next.origin}`);
  }
  return next;
}

function itemsOf(client: Client, plan: OperationPlan, page: unknown): readonly unknown[] {
  if (page === undefined) return [];
  if (Array.isArray(page)) return page;
  const name = plan.description.paging?.items;
  if (
    name !== undefined &&
    typeof page === "object" &&
    page !== null &&
    Object.hasOwn(page, name)
  ) {
    const items = (page as Readonly<Record<string, unknown>>)[name]; // an object, as checked
    if (Array.isArray(items)) return items;
  }
  const where = name === undefined ? "" : ` and has none under "${name}"`;
  throw pagingError(client, plan, `the page is no list${where}`);
}

function pagingError(client: Client, plan: OperationPlan, text: string): ServiceError {
  const operation = plan.description.id;
  return new ServiceError(`${client.service.name} ${operation}: ${text}`, {
    kind: "response",
    operation,
    filter: noSecrets,
  });
}
