import { FakeService } from "@agentflow/core/testing";
import { openAdapter, operationOf } from "../generated-adapter.js";
import { officialClient } from "./comparison.js";
import { sentRequest, type SentRequest } from "./sent-request.js";

/** What was sent in the end, and what came of it. */
export interface Outcome {
  readonly requests: readonly SentRequest[];
  readonly result: unknown;
}

export interface Outcomes {
  readonly theirs: Outcome;
  readonly ours: Outcome;
}

/** A paged operation of an adapter. */
interface Paged {
  all(params: object): AsyncIterable<{ readonly id: string }>;
}

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly has_more: boolean;
  readonly next_page?: string;
  readonly object: string;
  readonly url: string;
}

const things = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const list = { object: "list", url: "/v1/charges" };
const search = { object: "search_result", url: "/v1/charges/search" };

/** Pages of a list and of a search, followed by both clients; and calls for connected accounts. */
export async function severalRequests(
  directory: string,
): Promise<Readonly<Record<"list" | "search" | "accounts", Outcomes>>> {
  const service = await FakeService.start();
  const options = { baseUrl: service.url, apiKey: "not-a-real-key" };
  const stripe = await openAdapter(directory, options);
  const connected = await openAdapter(directory, { ...options, stripeAccount: "acct_1" });
  const official = officialClient(service.url);
  const officialConnected = officialClient(service.url, 0, "acct_1");
  const run = async (pages: readonly Page[], call: () => Promise<unknown>): Promise<Outcome> => {
    service.reset();
    const headers = { "content-type": "application/json" };
    service.reply(...pages.map((page) => ({ headers, body: JSON.stringify(page) })));
    const result = await call();
    return { requests: service.requests.map(sentRequest), result };
  };
  const allOf = async (name: string, params: object): Promise<unknown> => {
    const operation = operationOf(stripe, "charges", name) as unknown as Paged; // it is paged
    const found: unknown[] = [];
    for await (const item of operation.all(params)) found.push(item);
    return found;
  };
  const params = { limit: 2, expand: ["data.customer"] };
  const lists = [
    { ...list, data: things("a", "b"), has_more: true },
    { ...list, data: things("c"), has_more: true },
    { ...list, data: things("d"), has_more: false },
  ];
  const query = { query: 'status:"succeeded"', limit: 2 };
  const searches = [
    { ...search, data: things("a", "b"), has_more: true, next_page: "p+2/=" },
    { ...search, data: things("c"), has_more: false },
  ];
  const one = { ...list, data: [], has_more: false };
  const retrieve = async (adapter: typeof stripe, given?: object): Promise<unknown> =>
    operationOf(adapter, "charges", "list")({}, given);
  const outcomes = {
    list: {
      theirs: await run(lists, () => official.charges.list(params).autoPagingToArray({ limit: 9 })),
      ours: await run(lists, () => allOf("list", params)),
    },
    search: {
      theirs: await run(searches, () =>
        official.charges.search(query).autoPagingToArray({ limit: 9 }),
      ),
      ours: await run(searches, () => allOf("search", query)),
    },
    accounts: {
      theirs: await run([one, one], async () => {
        await officialConnected.charges.list();
        await officialConnected.charges.list({}, { stripeAccount: "acct_2" });
      }),
      ours: await run([one, one], async () => {
        await retrieve(connected);
        await retrieve(connected, { headers: { "stripe-account": "acct_2" } });
      }),
    },
  };
  await Promise.all([stripe.close(), connected.close(), service.close()]);
  return outcomes;
}
