import type { Client } from "./client.js";
import type { CallOptions } from "./client-options.js";
import type { OperationPlan } from "./operation-plan.js";
import { PageError, PageReader } from "./page-reader.js";
import { noSecrets } from "../secrets/secret-filter.js";
import { ServiceError } from "../failure/service-error.js";

/** Yields the answers of an operation page by page. */
export async function* readPages(
  client: Client,
  plan: OperationPlan,
  params: object,
  options?: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  for await (const { page } of readAll(client, plan, params, options)) yield page;
}

/** Yields the items of all pages. */
export async function* readItems(
  client: Client,
  plan: OperationPlan,
  params: object,
  options?: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  for await (const { page, reader } of readAll(client, plan, params, options)) {
    yield* known(client, plan, () => reader.items(page));
  }
}

async function* readAll(
  client: Client,
  plan: OperationPlan,
  params: object,
  options: CallOptions | undefined,
): AsyncGenerator<{ readonly page: unknown; readonly reader: PageReader }, void, undefined> {
  const { paging } = plan.description;
  const given = params as Readonly<Record<string, unknown>>; // read by key only
  const reader = known(client, plan, () => new PageReader(paging, given));
  const parameter = paging !== undefined && "parameter" in paging ? paging.parameter : "";
  let answer = await client.execute(plan, params, options);
  for (;;) {
    yield { page: answer.data, reader };
    const next = known(client, plan, () => reader.next(answer));
    if (next === undefined) return;
    answer =
      "url" in next
        ? await client.execute(plan, params, options, next.url)
        : await client.execute(plan, { ...params, [parameter]: next.value }, options);
  }
}

/** What a page says; what it does not say as it should is an error of its operation. */
function known<Value>(client: Client, plan: OperationPlan, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    const operation = plan.description.id;
    throw new ServiceError(`${client.service.name} ${operation}: ${error.message}`, {
      kind: error.kind,
      operation,
      filter: noSecrets,
    });
  }
}
